"""English words beside a yes that take nothing from it."""

from __future__ import annotations

import re
from typing import Final

LEAVES: Final = (
    r"\b(?:(?:my|our|the) (?:manager|boss|director|head nurse|supervisor) (?:has |"
    r"have )?(?:said (?:yes|ok|it(?:'s| is) (?:ok|fine))|agreed|agrees|approved(?: it|"
    r" this)?)|(?:tell|ask) (?:his|her|the|their) \w+ not to worry|no (?:problem|worries|issues?|"
    r"trouble|doubt|objections?)(?: (?:at all|with (?:that|this)))?|"
    r"(?:can't|cannot|don't) see (?:any|a) reason (?:to refuse|not to|why not)|"
    r"(?:wouldn't|won't|couldn't|would not) (?:refuse|turn (?:him|her|them) away|say no)|"
    r"not a problem|why not|don't (?:worry|hesitate)|not to worry|no need to (?:look|ask|"
    r"search)[^,]*|"
    r"no matter (?:how late|when|what time)(?: you (?:come|arrive))?|doesn't matter|"
    r"(?:please |just )*(?:ring|use|come to|knock on|knock at) (?:the )?[^,]{0,24}(?:bell"
    r"|door|entrance|gate)"
    r"(?: (?:after|from) (?:\w+|\d+ ?pm))?|"
    r"(?:any|all) (?:time|hour)s? (?:is|are) (?:fine|ok)|come when(?:ever)? you (?:can|like)|"
    r"when (?:you|he|she|they) (?:arrives?|gets? here|comes?))\b"
)
HARMLESS: Final = re.compile(LEAVES)
"""Negatives and whens that take nothing from a yes."""
CONCEDES: Final = re.compile(
    r"^(?:yes,? |ok,? )?(?:(?:it's|it is|that's) (?:very |a bit |rather )?(?:late|"
    r"short notice|tight|not easy|hard|difficult)|"
    r"(?:we|i)(?:'re| are|'m| am) (?:very |a bit |quite )?(?:full|busy|"
    r"short[- ]staffed|tight|small|tired|stretched)[^,?]{0,16}|"
    r"(?:(?:we|i) )?(?:can't|cannot|don't|do not|won't) (?:really )?(?:pick (?:him|"
    r"her|them|you) up|"
    r"(?:provide|offer|do|serve|have) (?:a |any )?(?:transport(?:ation)?|"
    r"pick[- ]?ups?|dinner|supper|meals?|a ride|a private room|baths?))(?: tonight|"
    r" for (?:him|her|them))?|"
    r"(?:there(?:'s| is) )?no (?:pick[- ]?up|transport(?:ation)?|dinner|supper|meals?|"
    r"private room|bath|parking)(?: available| left)?(?: tonight)?|"
    r"(?:dinner|supper) is (?:over|finished)|the kitchen is closed),? but,? (?=(?:yes|"
    r"we|i|please|he|she|of course)\b)"
)
"""What a house is without does not turn the yes after it."""
REVERSED: Final = re.compile(
    r"^.*\b(?:but|so)\b.*?,? (?=(?:so |but )?yes,? (?:we|i|please))|^.*\b(?:but|"
    r"so) (?=yes,? (?:we|i|please))"
)
"""What led up to a "so yes": it is over."""
