"""The sense of one English sentence: a few whole shapes, everything else unread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.decide.replies.labels import Sense

PERSON: Final = (
    r"(?:anyone|anybody|"
    r"him|her|them|the person|the client|this person|this client|the user|you|your client|"
    r"the request|this request|this case|this one|this case|this|it|one|someone|"
    r"an? (?:emergency )?(?:client|person|guest|admission))"
)
WHEN: Final = (
    r"(?:this (?:week|time|weekend)|"
    r"tonight|today|now|right now|right away|immediately|for (?:the )?(?:all )?(?:three|"
    r"3) nights|all (?:three|3) nights|from tonight|starting tonight|at this time|at the moment|"
    r"this time|currently|at present|here|anymore|in|for tonight|at all|on short notice|"
    r"at such short notice|unfortunately|i'm afraid|sorry|i'm sorry|i am sorry|though|please|"
    r"with pleasure|gladly|no problem|of course|"
    r"as requested)"
)
LEAD: Final = (
    r"(?:(?:no problem at all|sure thing|that's fine|that is fine|that works|"
    r"(?:we|i) (?:can )?confirm that|(?:happy|pleased|glad) to say(?: that)?|"
    r"(?:thank you|thanks) for (?:asking|contacting us|your message|reaching out|the request)|"
    r"yes|yeah|yep|yup|sure|ok|okay|of course|certainly|absolutely|no problem|"
    r"no problem at all|sure thing|great|all right|alright|good evening|hello|"
    r"hi|hi there|thank you|thanks|sorry|i am sorry|i'm sorry|we are sorry|we're sorry|so sorry|"
    r"very sorry|my apologies|apologies|unfortunately|regrettably|i'm afraid|i am afraid|"
    r"we're afraid|we regret that|i regret that|no(?=,)|but|and|so|well|that|with regret|"
    r"due to staffing|because we are full|as we are full)[,:\s-]*)*+"
)

BED: Final = (
    r"(?:(?:we|i) have (?:a|one|an) (?:free |spare |empty )?(?:bed|room|vacancy|"
    r"space)(?: free| available)?"
    r"(?: tonight)?,? (?:and|so) (?:(?:we|i) )?(?=can|will))"
)
YES: Final = re.compile(
    rf"{LEAD}{BED}?(?:(?:we|i|our (?:facility|home|office))(?: are| am|'re|'m)? ?(?:can|will|'ll|"
    rf"shall|"
    rf"able to|happy to|glad to|ready to|pleased to)(?: (?:certainly|gladly|happily|definitely|"
    rf"be happy to|be glad to|be able to))? )?"
    rf"(?:can )?(?:accept|accommodate|take in|take|host|admit|receive|look after|"
    rf"have)(?: {PERSON})?(?:,? {WHEN})*$"
    rf"|(?:yes|sure|ok|okay|no problem|of course)[, ]+(?:please )?come(?: over| in| here)?"
    rf"(?:,? {WHEN})*$"
    rf"|{LEAD}(?:we|i)(?:'ll| will| can) take care of (?:him|her|them|the (?:person|client))"
    rf"(?:,? {WHEN})*$"
    rf"|{LEAD}(?:please )?(?:bring|send) {PERSON}(?: over| in| here| along)?(?:,? {WHEN})*$"
    rf"|{LEAD}(?:we|i)(?:'ll| will| are|'re|'ll be| will be)? ?(?:be )?(?:waiting|"
    rf"expecting)(?: for)? {PERSON}(?:,? {WHEN})*$"
    rf"|{LEAD}(?:we|i)(?:'d| would) be (?:happy|glad|delighted|pleased) to (?:accept|take|host|"
    rf"have|admit)(?: {PERSON})?(?:,? {WHEN})*$|(?:yes[,: ]+)?accepted$|{LEAD}(?:very |"
    rf"more than )?(?:happy|"
    rf"glad|pleased|delighted) to (?:accept|take|host|have|help)(?: {PERSON})?(?:,? {WHEN})*$|"
    rf"{LEAD}(?:we|i) accept(?: {PERSON})?(?:,? {WHEN})*$"
)
NO: Final = re.compile(
    rf"{LEAD}(?:we|i|our (?:facility|home|office))? ?(?:really |simply |just )?(?:can ?not|can't|"
    rf"cant|are unable to|am unable to|are not able to|aren't able to|unable to|not able to|"
    rf"won't be able to|will not be able to|won't|will not|are not in a position to|"
    rf"cannot possibly)(?: (?:accept|accommodate|take in|take|host|admit|receive|look after|help|"
    rf"do it|do this|do that|offer a place|provide a place|have|"
    rf"say yes))(?: on)?(?: {PERSON})?(?: with (?:this|that))?(?:,? {WHEN})*$"
    rf"|{LEAD}(?:we|i)(?:'ll| will)? ?(?:have to|must|need to|are going to have to|'ll have to|"
    rf"will have to|would have to)? ?(?:pass|decline|turn this down|say no|refuse|"
    rf"sit this one out)(?: on)?(?: {PERSON})?(?:,? {WHEN})*$"
    rf"|{LEAD}(?:we|i)(?:'re| are| have| 've|'ve)? ?(?:currently |completely |already |all |"
    rf"totally |at )?(?:(?<=at )capacity|full|full up|(?:do not|don't) have (?:any |a )?"
    rf"(?:free |spare |available )?(?:beds?|rooms?|space|capacity|vacanc(?:y|ies))|"
    rf"fully booked|fully occupied|at capacity|full capacity|capacity|booked up|no (?:vacancy|"
    rf"vacancies|beds|bed|room|rooms|space|capacity|free beds?|beds? free|beds? available|"
    rf"rooms? available)(?: left| available)?)(?:,? {WHEN})*$"
    rf"|{LEAD}(?:(?:there (?:are|is) )?no (?:vacancy|vacancies|beds?|rooms?|space)(?: left|"
    rf" available)?|fully booked|full)(?:,? {WHEN})*$"
    rf"|{LEAD}no can do(?:,? {WHEN})*$"
    rf"|{LEAD}(?:it(?:'s| is) |this is |that(?:'s| is) )?(?:not possible|"
    rf"impossible)(?: for us)?(?:,? {WHEN})*$"
    rf"|{LEAD}(?:please )?(?:try|ask|contact) (?:another|other|a different|"
    rf"some other) (?:offices?|facility|facilities|place|places|providers?|homes?)$|"
    rf"{LEAD}(?:please )?(?:try|ask) (?:elsewhere|somewhere else)$"
)
CANNOT_NOW: Final = re.compile(
    rf"{LEAD}(?:(?:we|i) (?:can't|cannot|can not)(?:,? {WHEN})+|"
    rf"(?:(?:today|tonight),? )?(?:can't|cannot|can not))$"
)
QUESTION: Final = re.compile(
    r"^(?:hi[, ]+|hello[, ]+|sorry[, ]+|ok[, ]+|thanks[, ]+|and |but |so )*+(?:what|when|where|"
    r"who|whose|which|why|how|is|are|do|does|did|can you|could you|can we|could we|should we|"
    r"will|would|has|have you|may (?:i|we)|any |please (?:tell|let (?:us|me) know (?:what|when|"
    r"who|how|if|whether|the)|advise|send (?:us|me) (?:the )?(?:details|information))|"
    r"tell (?:us|me))\b"
)
IF: Final = re.compile(
    r"\b(?:if|only|unless|until|after|provided|providing|as long as|once|tomorrow|one night|"
    r"two nights|1 night|2 nights|just (?:for )?tonight|subject to|except|from \d|daytime|"
    r"day time|instead|starting (?:at|from|tomorrow)|(?:from )?(?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)day|on condition|depending|must (?:leave|go|be out)|as soon as|when|"
    r"before|but not|without|next week|morning|max|maximum|a trial|day care|day service)\b"
)
OFFER: Final = re.compile(
    r"^yes\b|\b(?:can|could|accept|take|host|admit|ok|okay|possible|fine|available|free|"
    r"will|would|"
    r"happy|"
    r"able)\b"
)
DOUBT: Final = re.compile(
    r"\b(?:maybe|might|may|perhaps|probably|possibly|think|hope|should|check|checking|ask|"
    r"get back|give (?:me|us)|see|try to|trying|consider|not sure|unsure|said|says|told|heard|"
    r"apparently|"
    r"seems?|guess|believe|pending|likely|want|wish|love to|like to|let me|hold on|wait|confirm|"
    r"need to|not certain|doubt|discuss|call you back|later|someone|somebody|they|used to|"
    r"could have|didn't|test|drill)\b"
)
HEDGE: Final = re.compile(
    r"\b(?:maybe|might|perhaps|probably|possibly|think|hope|not sure|unsure|guess|check|"
    r"get back|ask|told|said|heard|wish|drill)\b"
)
BACK: Final = re.compile(
    r"\b(?:mistake|ignore|disregard|retract|take (?:that|it) back|withdraw|correction|wrong|"
    r"never mind|scratch that|cancel)\b"
)
COURTESY: Final = re.compile(
    rf"{LEAD}(?:good evening|hello|hi|thanks?|thank you|thank you for (?:asking|contacting us|"
    rf"your message|reaching out)|thanks for (?:asking|your message)|best regards|regards|best|"
    rf"sorry(?: about that| we can't help)?|i(?:'m| am) (?:very |so |really )?sorry|apologies|"
    rf"good luck|kind regards|take care|we hope you find (?:a place|somewhere|someone))?$"
)
AGREES: Final = re.compile(
    r"(?:yes|yeah|yep|sure|ok|okay|of course|certainly|absolutely|no problem|fine|roger|"
    r"understood|got it|will do|noted|sounds good|all right|alright|we can|i can|"
    r"we can do (?:it|that)|can do)(?:[, ]+(?:we can|of course|sure))?$"
)
DOES: Final = re.compile(
    rf"{LEAD}(?:we|i)(?:'ll| will)? have (?:the |a )?(?:room|bed) (?:ready|prepared)"
    rf"(?: for (?:him|her|them))?(?: for (?:all|the) (?:three|3) nights| tonight)?$|"
    rf"{LEAD}(?:we|i)(?:'ll| will| are|'re) (?:now )?(?:prepar(?:e|ing)|get(?:ting)?|mak(?:e|"
    rf"ing)|ready(?:ing)?) (?:the |a )?(?:room|bed)(?: ready| up)?(?:,? {WHEN})*$|(?:the |"
    rf"a )?(?:room|bed) is ready(?:,? {WHEN})*$|(?:(?:we|i)(?:'ve|"
    rf" have)(?: got)? (?:space|room|a (?:free )?(?:bed|room))|"
    rf"there(?:'s| is) (?:space|room|a (?:free )?bed))$"
)
LOGISTICS: Final = re.compile(
    r"(?:please |just |and )*+(?:bring|pack|remember|don't forget) (?:(?:his|her|their|"
    r"the|all|any|some|"
    r"enough|a|medication|medicines?|medicine notebook|insurance card|clothes|pyjamas|pajamas|"
    r"notebook|health|diapers?|bag|and|change of|along|regular|,) ?)+$|(?:please )?(?:come|arrive|"
    r"ring the bell|call us|phone us|call)(?: (?:by|at|around|after arriving|on arrival|"
    r"when you arrive|before \d+|the|back|night|door|entrance|to|"
    r"side))*(?: ?\d{1,2}(?::\d\d)? ?(?:am|pm|o'clock)?)?$|see you (?:soon|tonight|"
    r"at \d{1,2}(?::\d\d)? ?(?:am|pm)?)$"
)
PARTS: Final = re.compile(
    r"[.;!\n]+(?:\s+|$)|(?<=\?)\s*|,\s*(?=the (?:room|bed)|we're|we are|we have|we've|"
    r"but\b|however\b|i am\b|i'm\b|all rooms?\b|please\b|and we\b|bring\b)|\s+-+\s+"
)


def senses_of(text: str) -> Iterator[Sense]:
    """Yield the sense of each sentence, in their order."""
    for part in PARTS.split(text):
        part = re.sub(r"\bpo\b", "", part)  # a polite word of Filipino carers
        sentence = re.sub(r"^(?:but|however|and)[, ]+", "", part.strip(" ,:()、。"))
        sentence = re.sub(r" +(?=,)", "", sentence)
        if re.search(r"[a-z]", sentence):
            yield _sense(sentence)


RISKY: Final = re.compile(
    r"\b(?:not|n't|no longer|never|but|to the|hospital|part|half|day|days|call|calls|"
    r"message|messages|"
    r"however|although|though|even|over there|else|other|another|others|away|off|out|"
    r"one|two|1|2|late|until|till|by|from|used|was|were|had|did|been)\b|n't"
)
"""What would narrow, date or turn a free English yes."""
STOPS: Final = (
    r"(?= (?:for|in|tonight|now|right|today|here|straight|no|with|as|starting|at|"
    r"immediately|over|this (?:time|week|month|weekend)|"
    r"along|available|left|free)\b|,|$)"
)
"""What may follow the person; another noun would make it the person's thing."""
STOPS_SHORT: Final = (
    r"(?=,? (?:tonight|now|today|available|left|free|sorry|this (?:time|week))\b|,|$)"
)
SOMEBODY: Final = r"(?:him|her|them|(?:the|this|your) (?:person|client|guest|user)|you)"
FREE_YES: Final = re.compile(
    rf"{LEAD}(?:we|i)(?:'ll| will| can|'re able to| are able to|'re happy to| are happy to|"
    rf" would be happy to|'d be happy to|'d be glad to| would be glad to|'re glad to) "
    rf"(?:certainly |gladly |definitely |happily )?(?:accept|accommodate|take in|take|host|admit|"
    rf"welcome|look after|have) {SOMEBODY}{STOPS}"
    rf"|{LEAD}(?:please )?(?:bring|send) {SOMEBODY}(?: over| in| here| along)\b|"
    rf"{LEAD}(?:please )?come (?:over|in|now|tonight)?$"
)
READY: Final = re.compile(
    r"^(?:the |our )?(?:bed|room|futon)(?: ?\d+)? (?:is|are) (?:now )?(?:ready|prepared|"
    r"open|waiting|made)\b(?!.*\b(?:if|until|not|but|tomorrow|at|in|from|on|for|only|later|after|when|hope)\b|.*\?)"
    r"|^(?:i am|i'm|we are|we're) (?:awake|up|on (?:the )?(?:night )?(?:shift|"
    r"duty)|here all night)$"
    r"|^(?:please )?(?:come|use|enter)(?: in)? (?:to|by|through|at)? ?the (?:back|front|night|"
    r"side)? ?(?:door|entrance|gate)$|^(?:the )?(?:door|gate) is open$"
)
"""The house is being got ready: harmless after a yes."""
EXCUSES: Final = re.compile(
    r"^(?!.*\b(?:but|can|could|opens?|from|at \d|comes?|goes|sister|other|another|tomorrow|later|"
    r"available|free|ready)\b)"
    r"(?:(?:only|just) me\b.*|.*\b(?:fever|sick|flu|covid|ill)\b.*|"
    r"(?:we have |there is )?no (?:night )?(?:staff|nurse|rooms?|beds?|vacanc\w+)(?: tonight)?|"
    r"(?:all )?(?:the )?(?:rooms?|beds?) (?:are |is )?full|.*\bshort[- ]staffed|"
    r"i(?:'m| am) alone.*|"
    r"sorry for the family)$"
)
"""Grounds of a refusal, once nothing in the sentence offers anything."""
FREE_NO: Final = re.compile(
    rf"\b(?:can ?not|can't|unable to|not able to|won't be able to|will not be able to|won't|"
    rf"not in a position to) (?:accept|accommodate|take in|take on|take|host|admit|look after)\b"
    rf"(?:(?: (?:{PERSON}|anyone|anybody)(?: else)?)?{STOPS}| (?:any|new|more|another)(?: more|"
    rf" new)? (?:clients?|people|persons?|guests?|"
    rf"users?|residents?|admissions?)\b)"
    rf"|^(?:no|sorry|unfortunately|apologies),? (?:we|i) (?:can't|cannot|can not)$|^ng$"
    rf"|\b(?:love to|like to|sorry|unfortunately)\b[^.]{{0,20}}\bbut (?:no|(?:we|i) "
    rf"(?:can't|cannot))$"
    rf"|\b(?:we|i)(?: really| simply)?(?: must| have to| need to|'d like to|"
    rf" would like to|'ll have to) decline(?: (?:{PERSON}|your request))?{STOPS_SHORT}"
    rf"|\b(?:we|there)(?:'re| are|'ve| have| is|'s)?(?: got)? no (?:free |spare |available )?"
    rf"(?:beds?|rooms?|staff|capacity|space|vacanc(?:y|ies)|night staff){STOPS_SHORT}"
    rf"|\b(?:don't|do not) have (?:any |the |enough )?(?:free |spare )?(?:beds?|rooms?|"
    rf"staff|capacity|"
    rf"space|night staff)(?:{STOPS_SHORT}| to (?:take|accept|host|look after) {PERSON})|"
    rf"^(?:sorry|unfortunately|apologies)[, ]+(?:no|"
    rf"not possible|we're full|full|"
    rf"not this time|not tonight|not today)$|^(?:it's |it is |"
    rf"that's )?not possible{STOPS}|^unable to accept$|^not (?:this time|tonight|"
    rf"today)(?:,? sorry)?$|\bcan'?t do (?:it|this|that)\b|"
    rf"\b(?:it(?:'s| is)|(?:the |our )?answer is)(?: a)? no(?:,|$)|"
    rf"^no staff{STOPS_SHORT}|\bshort[- ]staffed\b(?=.*\b(?:cannot|can't|not possible)\b)"
)
NO_SCOPE: Final = re.compile(
    r"\b(?:if|unless|until|before|after|without|only|except|but|tomorrow|wednesday|"
    r"monday|tuesday|"
    r"thursday|friday|saturday|sunday|week|three|3|more than|longer|all|yet|alone|say|know|sure|"
    r"believe|imagine|think|messages?|calls?|this call|photo|call)\b"
)


def _freely(sentence: str) -> Sense | None:
    """Read a sentence that has the words of a stance and nothing that could turn it."""
    if FREE_NO.search(sentence) and not NO_SCOPE.search(sentence):
        return Sense.NO
    if FREE_YES.match(sentence) and not RISKY.search(sentence):
        return Sense.YES
    return None


ORDER: Final = (
    # Doubts first, so that nothing doubtful reaches a stance
    (BACK, Sense.TAKES_BACK),
    (READY, Sense.LOGISTICS),
    (NO, Sense.NO),
    (CANNOT_NOW, Sense.NO),
    (LOGISTICS, Sense.LOGISTICS),
    (COURTESY, Sense.COURTESY),
    (DOUBT, Sense.DOUBT),
    (YES, Sense.YES),
    (AGREES, Sense.AGREES),
    (DOES, Sense.DOES),
)


ASKS_AWAY: Final = re.compile(
    r"^(?:sorry,? |please,? )?(?:could|can|would|will) you (?:please )?(?:ask|try|contact|find|"
    r"call) "
    r"(?:someone else|somebody else|somewhere else|elsewhere|"
    r"(?:another|a different|other|some other) (?:offices?|facilit(?:y|ies)|places?|homes?|"
    r"providers?|agenc(?:y|ies)|one))"
    r"(?:,? (?:please|instead|tonight|this time))*\?$"
)
"""A refusal in the form of a question."""


def _sense(sentence: str) -> Sense:
    if ASKS_AWAY.match(sentence):
        return Sense.NO
    if sentence.endswith("?"):
        return Sense.DOUBTS_ASKING if re.search(r"accept|take|ok|sure", sentence) else Sense.ASKS
    if QUESTION.search(sentence):
        return Sense.ASKS
    if re.match(
        r"(?:yes |yes, |but )?(?:only|just) (?:(?:for )?(?:one|two|1|2|tonight)|until|from|after|"
        r"during|in the)",
        sentence,
    ):
        return Sense.PARTLY
    if IF.search(sentence) and not HEDGE.search(sentence) and OFFER.search(sentence):
        refused = re.search(r"\b(?:can't|cannot|can not|unable|won't|not)\b", sentence)
        return Sense.DOUBT if refused and "but" not in sentence else Sense.PARTLY
    for pattern, sense in ORDER:
        if pattern.match(sentence) if sense is not Sense.DOUBT else pattern.search(sentence):
            return sense
    return _freely(sentence) or _excuse(sentence) or Sense.UNREAD


def _excuse(sentence: str) -> Sense | None:
    """Read the ground of a refusal; beside anything but a no it counts for nothing."""
    return Sense.REFERS if EXCUSES.match(sentence) else None
