"""The second look at an English reply: one plain stance, and nothing in the rest that turns it."""

from __future__ import annotations

import re
from typing import Final

from bot.decide.replies.english_company import CONCEDES, HARMLESS, REVERSED
from bot.decide.replies.labels import Label

PARTS: Final = re.compile(r"[.;!\n]+(?:\s+|$)|(?<=\?)\s*|\s+-+\s+")
THEM: Final = (
    r"(?:him|her|them|you|(?:the|this|your) (?:person|client|guest|user|lady|man|woman|request|"
    r"referral|case|gentleman)|someone|this one|it)"
)
TAKE: Final = (
    r"(?:accept|accommodate|take in|take|host|admit|receive|look after|have|welcome|care for|keep|"
    r"put up|make (?:some )?room for|find (?:a )?(?:room|space|bed) for|shelter|"
    r"support|help (?:him|her|them)|provide (?:the )?accommodation|"
    r"provide (?:a )?(?:bed|room|place)|offer (?:a |the )?(?:bed|room|place))"
)
YES: Final = re.compile(
    rf"\b(?:we|i)(?:'ll| will| can| shall|'re able to| are able to|'re happy to| are happy to|"
    rf"(?: would|'d) be (?:happy|glad|delighted|pleased) to|'re glad to|'re ready to|"
    rf" are ready to| are glad to|"
    rf"'re going to| are going to) "
    rf"(?:certainly |gladly |definitely |happily |absolutely |of course )?{TAKE}"
    rf"(?: {THEM}| for {THEM})?(?=,|$| (?:for|in|tonight|here|with us|from tonight|no|as|right|"
    rf"today|all|over|and|now|straight)\b)"
    rf"|\b(?:we|i) (?:gladly |hereby )?accept(?: {THEM})?(?=,|$| (?:for|from tonight|and|"
    rf"with pleasure)\b)"
    rf"|^(?:yes,? |ok,? |okay,? )?(?:accepted|confirmed)$|^(?:yes,? )?(?:we|i) can do (?:it|that|"
    rf"this)$|\b(?:would|'d) love to have {THEM}$"
    rf"|\b(?:he|she|they)(?:'s| is|'re| are) (?:very |most )?welcome(?: here| to stay|"
    rf" with us)?(?=,|$)|\bour answer is yes\b"
    rf"|\b(?:he|she|they|your client|the (?:person|client)) (?:can|may|is welcome to|"
    rf"are welcome to|will) (?:certainly )?"
    rf"(?:stay|come|sleep|be)(?: (?:here|with us|over|to us|in (?:the|our) (?:spare |"
    rf"free )?(?:room|bed)))?"
    rf"(?=,|$| (?:for|tonight|all|here|with))"
    rf"|\b(?:please |you can |you may |just |so )?(?:bring|send) {THEM} (?:over|in|here|along|"
    rf"round|to us|now|tonight|any ?time|right away|whenever)\b|^(?:yes,? |ok,? |"
    rf"sure,? )?go ahead and (?:bring|send) {THEM}(?=,|$)"
    rf"|\b(?:a |the |one )?(?:room|bed) ?(?:'s|is) (?:available|free|"
    rf"ready),? (?:so )?(?:please )?(?:come(?: over| in| now| tonight| any ?time)?|"
    rf"(?:bring|send) {THEM})(?=,|$)"
    rf"|\b(?:have|got) room for one more\b|\bsend {THEM} our way\b|\b(?:happy|glad|pleased|"
    rf"delighted) to {TAKE} {THEM}\b"
    rf"|^(?:please |yes,? |sure,? |absolutely,? |of course,? |ok,? )?(?:bring|send) {THEM}$"
    rf"|^(?:absolutely|of course|yes|sure|certainly|please)[, ]+(?:please )?come (?:right |"
    rf"straight )?(?:over|in|round|tonight|now)$"
    rf"|^(?:yes,? )?(?:you can )?count us in(?=,|$)|\bwe(?:'ve| have) got (?:him|her|"
    rf"them)(?: covered)?$"
    rf"|\b(?:have|got|'ve got) (?:a|the) (?:bed|room) (?:ready|prepared|waiting) for {THEM}"
    rf"|^(?:please )?(?:bring|send) {THEM}(?=, we(?: have|'ve got| have got) (?:a )?(?:room"
    rf"|space|bed))"
    rf"|\b(?:bring|send) {THEM} to our (?:facility|home|office|place|house)(?=,|$)"
    rf"|^(?:happy|glad|pleased) to help,? (?:the|our|we have a) (?:room|bed)(?:'s| is)? "
    rf"(?:ready|free|open)"
    rf"|^(?:yes,? |ok,? |sure,? )?(?:accepted|confirmed)(?:,|:| -)? ?(?:for (?:all )?(?:three"
    rf"|3) nights|"
    rf"(?:one |a |the )?(?:bed|room)(?: is)? (?:reserved|held|booked|ready)(?: for (?:him|her"
    rf"|them))?(?: for (?:all )?(?:three|3) nights)?)(?: from tonight)?$"
    rf"|^(?:yes,? |yep,? |sure,? )?(?:all |the )*(?:three|3) nights (?:is|are) (?:all "
    rf")?(?:fine|ok|okay|possible|no problem|good)(?: with us| for us)?$"
    rf"|^(?:ok|okay|sure|yes|yep|absolutely|of course)[, ]+(?:please |just )?(?:bring|send) "
    rf"{THEM}(?=,|$)"
    rf"|\b(?:have|got) (?:a |one )?(?:free |spare )?(?:room|bed|space)(?: free| available| "
    rf"ready)?,? (?:so )?(?:please )?(?:come|bring {THEM}|send {THEM})(?=,|$)"
    rf"|^(?:yes|sure|of course|absolutely|certainly|ok|okay)[, ]+(?:please )?come (?:over "
    rf")?(?:any ?time|whenever (?:you|he|she|they) (?:like|can))?$"
    rf"|\b(?:it is|it's|that is|that's) a yes(?: from us)?$|\bwe say yes$"
)
WELCOME: Final = re.compile(
    r"^(?:you bet|will do|(?:yes,? )?approved(?: by my \w+)?|(?:yep,? |yes,? )?can do|"
    r"(?:yes|of course|sure|absolutely|certainly)(?:,? we can| of course)?|yes yes|of course"
    r"|absolutely|sure(?: thing)?|happy to help|"
    r"gladly|certainly|ok|confirmed|"
    r"(?:please )?come(?: over| in| right over)?|with pleasure|no problem)$"
)
READY: Final = re.compile(
    r"\b(?:prepare|make up|set up|get) (?:a |the |his |her )?(?:bed|room)\b|"
    r"\b(?:night )?staff (?:will be|is|are) (?:at the (?:door|gate|entrance)|waiting|"
    r"up|here)$|^see you (?:soon"
    r"|tonight|then|in a bit|at \d{1,2}(?::\d\d)? ?pm)$|\bwaiting at the (?:door|gate"
    r"|entrance)\b|\bbed's made\b|\b(?:room|bed|futon|"
    r"space)\b.*\b(?:ready|free|open|made|prepared|waiting|warm)\b|"
    r"\b(?:have|got|'ve) (?:a |an |one )?(?:spare |free |empty )?(?:bed|room|space)\b"
)
NO: Final = re.compile(
    rf"\b(?:can ?not|can't|unable to|not able to|won't be able to|will not be able to|won't|"
    rf"couldn't possibly|"
    rf"(?:not|no) (?:in a |in )?position to|not equipped to|not prepared to) "
    rf"(?:really |possibly |safely )?(?:accept|accommodate|take in|take on|take|host|admit|"
    rf"look after|care for|have|help|assist|support|"
    rf"manage|do (?:it|this|that)|cover the (?:whole )?night)(?: {THEM}| anyone| anybody|"
    rf" any(?:one)? (?:more|else)| more)?(?: in)?"
    rf"(?=,|$| (?:tonight|today|now|because|as|since|right now|this time|this week|at the moment|"
    rf"at this time|with (?:this|that)|for (?:the )?(?:three|3)|due|sorry|unfortunately|either|"
    rf"with this|with the)\b)"
    rf"|\b(?:must|have to|need to|'ll have to|are going to|will) (?:(?:respectfully|sadly"
    rf"|regretfully|politely|unfortunately) )?(?:decline|pass|refuse|"
    rf"say no)(?=,|$| (?:on (?:this|it|him|her)|this (?:one|time)|tonight|because|as)\b(?! on))"
    rf"|\b(?:isn't|is not|it's not|not) possible(?: for us)?(?=,|$| (?:tonight|today|this|for us|"
    rf"because))"
    rf"|\bno (?:free |spare |available )?(?:beds?|rooms?|vacanc(?:y|ies)|space|capacity)(?: left|"
    rf" available)?(?: tonight| today)?(?=,|$)"
    rf"|\b(?:don't|do not) have (?:a (?:single )?|any |the |enough )?(?:free |spare )?(?:beds?|"
    rf"rooms?|staff|capacity|space|night staff)"
    rf"(?: left| available| tonight| for (?:this|that|him|her|the night))*(?=,|$)"
    rf"|\b(?:it(?:'s| is) a |so |answer is |that(?:'s| is) a )no(?: from us)?(?: tonight)?(?=,|$)|"
    rf"\bso no$"
    rf"|\b(?:manager|boss|director|head(?: nurse)?|nurse|supervisor) said no(?=,|$| (?:because|"
    rf"to (?:this|it)))"
    rf"|\b(?:all|our|every) (?:the |our )?(?:beds?|rooms?) (?:are|is) (?:all )?(?:taken|full|"
    rf"occupied)\b"
    rf"|\b(?:short|low) on staff\b|\bshort[- ](?:staffed|handed)\b|\b(?:our )?hands are full\b|"
    rf"\bfully (?:booked|occupied)\b"
    rf"|\b(?:could|can|would) you (?:please )?(?:ask|try|contact) (?:someone else|somebody else|"
    rf"elsewhere)(?=,|$|\?| (?:please|instead))"
    rf"|\b(?:please )?(?:ask|try|contact) (?:someone else|somebody else|somewhere else|elsewhere|"
    rf"another (?:office|facility|place|home|provider))(?=,|$| (?:please|instead|tonight|"
    rf"for (?:this|him|her)))"
    rf"|\bcount us out\b|\bnot (?:tonight|this time)(?=,|$)|\bwe(?:'re| are) full(?=,|$|"
    rf" (?:tonight|up|today|now|right|at the|this|sorry)\b(?! time))|\bno chance\b|"
    rf"\bat (?:full )?capacity\b|\b(?:turn|turning) (?:this|it|him|her)(?: one)? down\b|"
    rf"^(?:sorry,? )?we (?:cannot|can't)$|^can't,? sorry$"
    r"|^(?:no|nope|nah)(?:[, ]+(?:sorry|not (?:tonight|possible|this time)|(?:we )?can't))+$|^nope$"
    r"|^(?:sorry,? )?(?:we )?(?:can't|cannot)(?=,(?! (?:say|tell|talk|wait|know|be sure))| "
    r"because\b| as\b| since\b)"
    r"|\b(?:don't|do not) have (?:anyone|anybody|enough (?:people|hands)|"
    r"the people)(?: (?:to (?:cover|look after|take|do|watch)|for|on)[^,]{0,24})?(?=,|$)"
    r"|^(?:no|nope|nah|sorry)[, ]+(?:(?:we(?:'re| are)|it's) )?(?:full|booked|fully booked)(?=,|$)"
    r"|\bno way (?:we|i|that we) can (?:take|accept|host|have|do|manage|"
    r"keep)(?: (?:him|her|them|this|it|the \w+))?(?:,? tonight)?$"
    r"|^we(?:'re| are) (?:currently |temporarily )?closed (?:due to|because of|"
    r"for (?:repairs|renovation))\b[^,]*$"
    r"|^i (?:don't|do not) think we can (?:keep|take|accept|manage|have|look after"
    r"|help)\b[^?]*,? so (?:please )?(?:try|ask|contact) (?:elsewhere|somewhere else|another "
    r"\w+|others|someone else)$"
    r"|^(?:sorry,? )?(?:i'm|i am) afraid (?:not|(?:we|i) (?:can't|cannot))$|\blook "
    r"elsewhere\b|^negative$|\bnobody (?:is )?on shift\b|\bwe simply (?:can't|cannot)$|"
    r"\bno can do\b"
    r"|\b(?:have|got|there's|there is) (?:nobody|no one|no staff)(?: on)?(?: tonight)?(?=,|$)|"
    r"\bfull house\b|\bnot us(?: this time)?\b|\bno space(?: here)?(?=,|$)"
)
TURNS: Final = re.compile(
    r"\b(?:if|unless|until|till|only|provided|providing|as long as|once|tomorrow|one night|"
    r"two nights|1 night|2 nights|"
    r"first night|just (?:for )?tonight|subject to|except|daytime|day ?time|instead|condition|"
    r"depending|depends|must|"
    r"as soon as|before|without|next week|morning|max|maximum|trial|day care|day service|maybe|"
    r"might|may be|perhaps|"
    r"probably|possibly|hopefully|think|thinks|hope|should|check|checking|let me|get back|see if|"
    r"try to|trying|consider|unsure|said|"
    r"says|told|heard|hear|apparently|seems?|guess|believe|pending|likely|wish|want|hold on|wait|"
    r"confirm with|discuss|call you back|"
    r"later|somebody else|someone else|they said|used to|drill|test|training|cost|costs|fee|fees|"
    r"pay|charge|his own|"
    r"need|needs|require|requires|required|nurse with|carer with|family (?:must|has|should)|"
    r"stay with (?:him|her|them)|"
    r"on the \d+(?:st|nd|rd|th)?|in (?:a|an|two|\d+) (?:hours?|minutes?)|waiting for (?:a|an|the|"
    r"approval|repair)|approval|repairs?|will be ready|opens?|"
    r"afternoon|noon|after|from \d|\d ?am|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b"
)
NEGATIVE: Final = re.compile(
    r"\b(?:not|no|never|nobody|none|cannot|unable|but|however|although|though)\b|n't\b"
)
BACK: Final = re.compile(
    r"\b(?:mistake|ignore|disregard|retract|take (?:that|it) back|withdraw|correction|wrong|"
    r"never mind|"
    r"scratch that|cancel|joke|joking|kidding|other office|other facility|other home|neighbou?r|"
    r"they can|they could|they will)\b"
)
LEADS_TO_NO: Final = re.compile(
    r"^.*\b(?:love|like|wish|want|wanted|hoped|thought|tried|sorry)\b[^,]*,?(?: but)?,? (?=[a-z])"
)
POLITE: Final = re.compile(
    r"^(?:(?:we(?:'re| are)|i(?:'m| am)) )?(?:so |very |really |terribly |deeply )?(?:sorry|"
    r"apologies|thanks?|thank you|regards|good luck|my apologies|"
    r"best wishes|please forgive us|forgive us|please understand|we regret (?:it|this))[^?]{0,50}$"
)
GROUND: Final = re.compile(
    r"\b(?:no|not|none|nobody|cannot|unable|only one|one (?:carer|nurse|staff)|alone|full|short|"
    r"sick|fever|flu|covid|ill|broken|"
    r"closed|out of|overwhelmed|stretched|booked|taken|occupied|exhausted|understaffed)\b|n't\b"
)
"""What explains a refusal."""
OFFERS: Final = re.compile(
    r"\b(?:can|could|may|might|will|would|able|free|available|open|possible|ok|fine|instead|tomorrow|next|later|after|"
    r"if|unless|until|offer|sister|again|on the \d+\w*|beds? (?:on|from|in)|futon|sofa|guest|"
    r"resident|opens?|noon|weekend|family|from|share|go|goes|come|comes|other (?:office|home|"
    r"facility|branch)|day)\b"
)
DOUBTS: Final = re.compile(
    r"\b(?:maybe|might|perhaps|probably|possibly|think|hope|check|checking|get back|guess|unsure|"
    r"heard|apparently|seems?|"
    r"told|pending|drill|test|if|unless|until|before|except|but|yet|how|whether|why|say that|"
    r"means?)\b"
)


ASKS_ON: Final = re.compile(
    r"^(?:and |ok |so )*(?:what time|when) (?:is|are|will|can|does|do|should) (?:he|she|they"
    r"|you|we)\b(?!.*\b(?:answer|reply|accept|decide|know|confirm)\b).*\?$|"
    r"^(?:does|is|has) (?:he|she|the client|the person) (?:have|on|take|taking|allergic"
    r"|any)\b(?!.*\b(?:accept|ok|sure)\b).*\?$"
)
"""Asked after a yes: about the arrival or the person."""


def second_look(text: str) -> Label | None:
    """Say yes or no when one is said outright in English and no sentence beside it turns it."""
    parts = [part.strip(" ,:()") for part in PARTS.split(text)]
    sentences = [part for part in parts if re.search(r"[a-z]", part)]
    if not sentences or BACK.search(text):
        return None
    if _says_yes(sentences):
        return Label.ACCEPT
    return Label.DECLINE if _says_no(sentences) else None


def _says_yes(sentences: list[str]) -> bool:
    plain = [HARMLESS.sub("", REVERSED.sub("", CONCEDES.sub("", each))) for each in sentences]
    plain = [each for each in plain if not ASKS_ON.match(each)]
    said = [each for each in plain if not each.endswith("?")]
    if not said or any(TURNS.search(each) or NEGATIVE.search(each) for each in said):
        return False
    welcomed = any(WELCOME.match(each) for each in said) and any(
        READY.search(each) for each in said
    )
    invited = len(said) > 1 and said[-1].startswith("please come") and said != sentences
    return plain[-1] in said and (welcomed or invited or any(YES.search(each) for each in said))


def _says_no(sentences: list[str]) -> bool:
    refused = [place for place, each in enumerate(sentences) if _refuses(each)]
    if not refused:
        return False
    before, after = sentences[: refused[0]], sentences[refused[0] + 1 :]
    kept = not any(YES.search(each) and not NEGATIVE.search(each) for each in before)
    return kept and all(_explains(each) or _refuses(each) for each in after)


def _refuses(sentence: str) -> bool:
    """Say whether a sentence refuses for tonight, with no if and no hedge in it."""
    plain = LEADS_TO_NO.sub("", sentence)
    found = NO.search(plain)
    if found is None:
        return False
    rest = plain[: found.start()] + plain[found.end() :]
    asked = plain.endswith("?") and not found.group().startswith(("could", "can", "would"))
    return not (
        asked or DOUBTS.search(rest) or re.search(r"\b(?:can|could|tomorrow|offer)\b", rest)
    )


def _explains(sentence: str) -> bool:
    """Say whether a sentence after a no is its ground or its politeness, and offers nothing."""
    polite = POLITE.match(sentence) is not None
    ground = GROUND.search(sentence) is not None
    offers = OFFERS.search(sentence) or DOUBTS.search(sentence) or sentence.endswith("?")
    return polite or (ground and not offers)
