"""Numbers that a text states: how long a change may take, how many records a day, how much money a month."""

from __future__ import annotations

import re

NUMBERS = {"one": 1, "two": 2, "three": 3, "five": 5, "ten": 10, "fifteen": 15, "thirty": 30, "sixty": 60, "a": 1, "an": 1, "half an": 0.5,
           "couple of hundred": 200, "couple hundred": 200, "hundred": 100, "dozen": 12, "few hundred": 300, "thousand": 1000}  # fmt: skip
SECONDS = {"s": 1, "sec": 1, "second": 1, "sekunde": 1, "min": 60, "minute": 60, "h": 3600, "hr": 3600, "hour": 3600, "stunde": 3600,
           "day": 86400, "tag": 86400, "week": 604800, "woche": 604800, "month": 2592000, "monat": 2592000, "year": 31536000, "jahr": 31536000}  # fmt: skip
WRITTEN_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "a dozen": 12, "fifteen": 15,
                   "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "eighty": 80, "a hundred": 100, "two hundred": 200, "a thousand": 1000}  # fmt: skip
WRITTEN = re.compile(rf"\b(?:{'|'.join(sorted(WRITTEN_NUMBERS, key=len, reverse=True))})\b(?!-)", re.IGNORECASE)
UNIT = r"(?P<unit>seconds?|secs?|sekunden?|s|minutes?|minuten?|mins?|hours?|hrs?|stunden?|h|days?|tage?n?|weeks?|wochen?|months?|monate?n?)"
COUNT = r"(?P<count>\d+(?:[.,]\d+)?|half an|an?|one|two|three|five|ten|fifteen|thirty|sixty)"
EVERY = re.compile(rf"\b(?:every|each|alle|jede[nrs]?)\s+(?:{COUNT}\s*)?{UNIT}\b", re.IGNORECASE)
WITHIN = re.compile(
    rf"(?:\bwithin|\binnerhalb(?: von)?|\bin under|\bless than|\bunder|\bno more than|\bmax(?:imum|imal)?\.?|\bat most|\bnot? (?:take |be |run )?(?:longer|later) than|\bup to|\blatest after|<=?|≤)"
    rf"\s*(?:the\s+)?{COUNT}\s*{UNIT}\b(?!\s*old)",
    re.IGNORECASE,
)
DELAYED = re.compile(
    rf"\b{COUNT}\s*{UNIT}\s+(?:of\s+)?(?:delay|latency|later|verzögerung|(?:is|are|would be|will be|ist|sind) (?:fine|ok|okay|enough|good|in ordnung))",
    re.IGNORECASE,
)
ARRIVES = re.compile(
    rf"\b(?:be|arrives?|appears?|shows? up|lands?|happens?|there|done|visible|over)\s+(?:\w+\s+){{0,3}}?in\s+(?:about |around )?{COUNT}\s*{UNIT}\b",
    re.IGNORECASE,
)
"""`Should be there in a minute`."""
TIMES = re.compile(
    r"\b(?P<count>\d+|once|twice|three|four)\s*(?:times|x)?\s*(?:an?|per|/|each|every)\s*(?P<unit>hour|day|week|month)\b", re.IGNORECASE
)
REAL_TIME = re.compile(r"\b(?:real[- ]?time|instant(?:ly|aneous(?:ly)?)?|immediately|right away|straight away|live sync|near[- ]real[- ]time|echtzeit|sofort)\b", re.IGNORECASE)  # fmt: skip
WORDS = (
    (re.compile(r"\b(?:hourly|stündlich)\b", re.IGNORECASE), 3600),
    (
        re.compile(
            r"\b(?:nightly|overnight|over night|(?:every|each|once a|once per|per|at) night|once a day|daily|täglich|nachts|jede nacht|every (?:morning|evening))\b",
            re.IGNORECASE,
        ),
        86400,
    ),
    (
        re.compile(
            r"\b(?:same[- ]day|on the same day|(?:by|until|before) (?:the )?end of (?:the )?(?:business )?day|am (?:selben|gleichen) tag|taggleich)\b",
            re.IGNORECASE,
        ),
        86400,
    ),
    (re.compile(r"\b(?:weekly|wöchentlich|every (?:monday|tuesday|wednesday|thursday|friday))\b", re.IGNORECASE), 604800),
    (re.compile(r"\b(?:monthly|monatlich)\b", re.IGNORECASE), 2592000),
)
REAL_TIME_SECONDS = 60  # the lesson's figure for "real time": less than a minute

AMOUNT = r"(?P<amount>\d{1,3}(?:[.,'\s]\d{3})+|\d+(?:[.,]\d+)?)\s*(?:(?P<scale>k|thousand|tsd|m|million|mio)\b)?"
RANGE = r"(?:\d[\d.,']*\s*(?:k|m)?\s*(?:-|–|to|bis)\s*)?"
PERIOD = r"(?P<period>sec(?:ond)?|min(?:ute)?|hour|day|week|month|year|tag|woche|monat|jahr|stunde)"
VOLUME = re.compile(
    rf"(?<![$€£\w.,]){RANGE}{AMOUNT}\+?\s*(?P<noun>(?:(?!per\b|each\b|an?\b|every\b|pro\b|in\b|to\b|of\b)[A-Za-zÄÖÜäöüß-]+(?:\s+|(?=/))){{0,4}}?)"
    rf"(?:/\s*|per\s+|an?\s+|each\s+|every\s+|pro\s+|am\s+|im\s+|die\s+){PERIOD}\b|"
    rf"(?<![$€£\w.,]){RANGE}(?P<amount2>\d[\d.,']*)\s*(?P<scale2>k)?\s*(?P<noun2>(?:[A-Za-z-]+\s+){{0,3}}?)(?P<adverb>daily|weekly|monthly|hourly|täglich)",
    re.IGNORECASE,
)
NOT_RECORDS = re.compile(
    r"\b(?:requests?|calls?|req|api|usd|eur|dollars?|euros?|hours?|minutes?|seconds?|times?|x|%|percent|gb|mb|tb|queries)\b|[$€£%]",
    re.IGNORECASE,
)
PEAK = re.compile(r"\bpeak\w*\b[^.;]*$|\bspitzen?\b[^.;]*$", re.IGNORECASE)  # a peak tells a burst, not a day
ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour", "täglich": "day"}
SCALES = {"k": 1000, "thousand": 1000, "tsd": 1000, "m": 1_000_000, "million": 1_000_000, "mio": 1_000_000}
MONEY = re.compile(
    rf"(?:(?:US)?\$\s*|USD\s*)(?:[\d.,]+\s*k?\s*(?:-|–|to)\s*\$?\s*)?{AMOUNT}|(?:[\d.,]+\s*k?\s*(?:-|–|to)\s*)?(?P<amount2>\d[\d.,']*)\s*(?P<scale2>k)?\s*(?:USD|dollars?|\$)",
    re.IGNORECASE,
)
A_MONTH = re.compile(r"(?:/|\bper|\ba|\beach|\bevery)\s*(?:month|mo)\b|\bmonthly\b", re.IGNORECASE)
A_YEAR = re.compile(r"(?:/|\bper|\ba|\beach|\bevery)\s*(?:year|yr|annum)\b|\b(?:yearly|annually|p\.a\.)", re.IGNORECASE)


def delay_seconds(text: str) -> int | None:
    """Return the longest delay that the text allows, in seconds, if it states one; `500 orders daily` states a volume only."""
    text = VOLUME.sub(lambda match: match[0] if NOT_RECORDS.search(_noun(match)) else " ", text)
    for pattern in (WITHIN, DELAYED, EVERY, ARRIVES):
        for match in pattern.finditer(text):
            return max(1, round(_count(match["count"]) * _unit(match["unit"])))
    if REAL_TIME.search(text) and not re.search(
        rf"\b(?:no|not|n't|need not be|without)\b[\w\s,]{{0,20}}{REAL_TIME.pattern}", text, re.IGNORECASE
    ):
        return REAL_TIME_SECONDS
    if times := TIMES.search(text):
        often = {"once": 1, "twice": 2, "three": 3, "four": 4}.get(times["count"].lower()) or int(times["count"])
        if re.search(r"once|twice|times|x\b", times[0], re.IGNORECASE) and often:
            return SECONDS[times["unit"].lower()] // often
    return next((seconds for pattern, seconds in WORDS if pattern.search(text)), None)


def per_day(text: str) -> int | None:
    """Return how many records a day the text states; calls, money and times are no records."""
    for match in VOLUME.finditer(WRITTEN.sub(lambda word: str(WRITTEN_NUMBERS[word[0].lower()]), text)):
        if NOT_RECORDS.search(_noun(match)) or PEAK.search(text[: match.start()]):
            continue
        amount = number(match["amount"] or match["amount2"], match["scale"] or match["scale2"])
        period = match["period"] or ADVERBS[match["adverb"].lower()]
        return max(1, round(amount * 86400 / _unit(period))) if amount else 0
    return None


def dollars_a_month(text: str) -> float | None:
    """Return the dollars a month that the text states; a range gives its upper end, other money nothing."""
    match = MONEY.search(text)
    if not match:
        return None
    amount = number(match["amount"] or match["amount2"], match["scale"] or match["scale2"])
    if A_MONTH.search(text):
        return amount
    return round(amount / 12, 2) if A_YEAR.search(text) else None


def number(text: str, scale: str | None) -> float:
    """Return a figure as people write it: `2,000`, `2.000`, `2 000`, `1.5k`."""
    bare = text.strip().replace("'", "").replace(" ", "").rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare):
        bare = re.sub(r"[.,]", "", bare)
    return float(bare.replace(",", ".")) * SCALES.get((scale or "").lower(), 1)


def _noun(match: re.Match[str]) -> str:
    return match["noun"] or match["noun2"] or ""


def _count(text: str | None) -> float:
    if not text:
        return 1
    return NUMBERS[text.lower()] if text.lower() in NUMBERS else number(text, None)


def _unit(text: str) -> int:
    bare = text.lower()
    for ending in ("", "s", "n", "en", "e"):
        if bare.endswith(ending) and bare.removesuffix(ending) in SECONDS:
            return SECONDS[bare.removesuffix(ending)]
    return SECONDS["day"]
