"""The words by which a wish is known: verbs that move or make records, modals, conjunctions, purposes."""

from __future__ import annotations

import re

MOVE = re.findall(
    r"\w+",
    "load import copy move sync synchronise synchronize send mirror push transfer export pull migrate bring replicate forward "
    "carry feed pass stream backfill duplicate get fetch take collect read port hand track reflect share route deliver submit relay hook "
    "übertrage übertragen kopiere kopieren importiere importieren exportiere sende senden schicke schicken",
)
MOVE += ["look for"]
MAKE = re.findall(
    r"[\w-]+",
    "create add open post make set provision update write register insert put save store invite issue raise start upsert "
    "append keep notify alert message email mail tell record book draft generate log enter file show display attach assign "
    "link fill publish enrol enroll subscribe upload close cancel archive delete remove tag mark change give have maintain "
    "connect integrate build erstelle erstellen anlege anlegen lege schreibe schreiben poste posten disable deactivate enable "
    "suspend revoke grant unsubscribe populate block switch recreate re-create deny mute unmute pause resume lock unlock tick untick park stop inform "
    "remind warn ping resolve reopen complete reassign reschedule rename replace merge void hide extend reset restore terminate offboard onboard",
)
BECOME = r"(?:becomes?|become|turns? into|turned into|converted (?:in)?to|wird zu|werden zu)"
MODAL = r"(?:should|must|shall|needs?(?: to)?|has to|have to|ought to|will|is to|are to|gets?(?! to\b)|receives?|soll(?:en|te|ten)?|muss|müssen|would|can|could)"
LEAD = (r"(?:(?:(?:hey|hi|hello|hallo|moin|dear)(?:\s+@?[\w-]+)?(?=,)|do i get (?:this|that|it) right|to sum(?:mari[sz]e| up)|my understanding(?: is)?|and|also|so|then|ok|okay|yes|no|well|basically|finally|next|first|second|third|btw|additionally|in addition|furthermore|plus|oh|hm+|ps|p\.s"
        r"|und|auch|außerdem|bitte|please|pls|kindly|just|actually|instead|ideally|in short|tl;?dr|idea|wish|task|request|ask|todo)[\s,:.!-]+)*")  # fmt: skip
ASKING = (r"(?:(?:i'?d like to\s+|we'?d like to\s+|(?:we|i|they|marketing|sales|finance|support|our \w+|the \w+ team|my boss|wir|ich)\s+(?:also\s+|just\s+|really\s+|now\s+)?"
          r"(?:want(?:s)?(?: (?:us|you|it|the \w+))?|need(?:s)?(?: (?:us|you))?|would like|'?d like|have|has|plan|wish|hope|möchten?|wollen|will|brauchen)(?: to|,)?\s+"
          r"|(?:can|could|would|will) (?:you|we|someone|somebody|it)\s+(?:please |pls |also |just )?|is it possible to\s+|it would be (?:great|nice|good|cool) (?:if|to)\s+"
          r"|(?:the )?(?:goal|idea|wish|plan|aim) is (?:to|that)\s+|let'?s\s+|i'?d love to\s+))")  # fmt: skip
WHEN = (r"(?:when(?:ever)?|if|the (?:moment|minute|second|instant)(?: that)?|once(?! (?:an?|per|every|each|in an?) (?:day|night|week|month|hour|minute|year)\b)|as soon as(?! possible)|every time(?: that)?|each time(?: that)?|any time|anytime|after|upon|while|as long as|the day(?: that)? (?=(?:an?|the|their|his|her|its|our|it|they|somebody|someone)\b)|on (?=(?:every|each|a new|new)\b)"
        r"|for (?=(?:every|each|any|all)\b)|immer wenn|jedes mal wenn|wenn|sobald|falls|für jede[nrs]?)")  # fmt: skip

PURPOSE = re.compile(
    r"[,;]?\s+(?:so that|so (?=we\b|they\b|the\b|that\b|our\b|nobody\b|everybody\b|everyone\b|i\b|(?:\w+ ){1,2}(?:can|could|may|is|are|gets?|knows?)\b)|in order to|because|since (?=we\b|they\b|it\b|the\b(?! (?:last|previous|start|day|beginning)))|as (?=we\b|they\b)"
    r"|before (?=the\b|we\b|our\b)|otherwise|damit|weil|for (?:pipeline |management )?(?:reporting|analytics|analysis)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
IMPERATIVE = re.compile(rf"^(?:[-*•\d.)(\s]*){LEAD}(?:{ASKING})?(?:always |automatically |simply |automatisch )?(?P<verb>{'|'.join(sorted([*MOVE, *MAKE], key=len, reverse=True))})\b(?!-\w)", re.IGNORECASE)  # fmt: skip
START_WHEN = re.compile(rf"^(?:[-*•\d.)(\s]*){LEAD}(?:{ASKING})?(?:that\s+|dass\s+)?{WHEN}\b\s*", re.IGNORECASE)
START_WHILE = re.compile(r"^(?:while|as long as)\b", re.IGNORECASE)
"""It tells a condition only before what is asked for; else two things that are both so."""
INNER_WHEN = re.compile(
    r"(?<!only)[,;]?\s+\b(?:when(?:ever)?|once|the (?:moment|minute)(?: that)?|as soon as(?! possible)|every time(?: that)?|each time(?: that)?|if|the day(?: that)?(?= (?:an?|the|their|his|her|its|our|it|they|somebody|someone)\b)|after (?=an?\b|the\b|it\b)|sobald|wenn|on (?=(?:every|each)\b))\s+",
    re.IGNORECASE,
)
SHALL = re.compile(rf"\b(?:{BECOME}|{MODAL})\b", re.IGNORECASE)
BECOMES = re.compile(rf"\b(?:{MODAL}\s+)?{BECOME}\b", re.IGNORECASE)
TWO_WAY = re.compile(
    r"\b(?:both ways|both directions|either direction|two[- ]way|2[- ]way|bi-?directional(?:ly)?|vice versa|and back(?: again)?|the other way (?:a?round|too)"
    r"|in beide richtungen|beidseitig)\b|<->|<=>|<-->|↔|⇄|⇔|⟷|keep (?P<pair>[^.;]*\band\b[^.;]*) (?:in sync|synchroni[sz]ed|aligned|identical|the same)\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\bsync\w*\b[^.]*\bbetween\b|\bbetween\b[^.]*\b(?:in sync|sync\w*)\b", re.IGNORECASE)
LOOKUP = re.compile(
    r"\b(?:look(?:ed)?[- ]?ups?\b|look (?:it|them|him|her|this|that) up|already (?:an?\b|exists?\b|there\b|in\b|has\b)|is already|are already|existing|find the (?:matching|right|same)"
    r"|match(?:ed|ing)? (?:by|on|via)|identified by|same e-?mail|if (?:\w+ ){1,3}(?:already )?exists?|belongs? to)\b",
    re.IGNORECASE,
)
OUT_OF_SCOPE = re.compile(
    r"\b(?:(?:is|are|will be|get|gets|being|stays?|remains?|wird|werden) (?:already )?(?:handled|done|dealt with|managed|covered|maintained|entered|kept|solved|set|assigned|imported|filled) "
    r"(?:separately|elsewhere|by hand|manually|already|later|somewhere else|by (?:another|someone|somebody|a different|the other)\b.*)"
    r"|out of scope|not (?:in|part of) (?:the )?(?:scope|this)|not part of|(?:is|are|comes?|follows?) (?:a )?later\b|for later\b|phase (?:2|two)|nice to have"
    r"|leave (?:\w+ ){1,4}(?:alone|as (?:is|it is|they are))|(?:don'?t|do not|please don'?t|never) touch|not needed|(?:we|i) will handle|separat behandelt|nicht teil)\b",
    re.IGNORECASE,
)
WITHDRAWN = re.compile(
    r"\b(?:(?<!\bwe )(?<!\bI )(?<!\bthey )(?<!\bpeople )(?<!\balways )(?<!\boften )(?<!\bkeep )forget (?:about )?(?P<a>[^.;!?\n]*)|never ?mind (?P<b>[^.;!?\n]*)|scratch (?P<c>[^.;!?\n]*)|scrap (?P<d>[^.;!?\n]*)"
    r"|no (?:more )?need (?:for|of|to (?:do|have|build|sync|send|post)) (?P<e>[^.;!?\n]*)|(?:we|i) (?:don'?t|do not|no longer) (?:need|want) (?P<f>[^.;!?\n]*)"
    r"|drop (?P<g>(?:the|that|this|my)\b[^.;!?\n]*)|skip (?P<h>(?:the|that|this)\b[^.;!?\n]*)|leave out (?P<i>[^.;!?\n]*)|cancel (?P<j>(?:the|that|this)\b[^.;!?\n]*)"
    r"|(?P<k>[^.;!?\n]{2,60}?) (?:is|are) (?:no longer|not) (?:needed|required|wanted|necessary)(?: any ?more)?|vergiss (?P<l>[^.;!?\n]*)|(?P<m>[^.;!?\n]{2,60}?) brauchen wir (?:doch )?nicht)",
    re.IGNORECASE,
)
NO_MORE = re.compile(
    r"\b(?:any ?more|any longer|after all|thing|part|stuff|idea|please|now|for now|then|ok|okay|the|that|this|about|mehr)\b", re.IGNORECASE
)
INSTEAD = (
    re.compile(
        r"\b(?:use |take |with |via )?(?P<new>[^.,;\n]{2,40}?) (?:instead of|rather than|anstatt|statt) (?P<old>[^.,;\n]{2,40})",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:instead of|rather than|anstatt|statt) (?P<old>[^.,;\n]{2,40}?),? (?:please |let'?s |we )?(?:use|take|do|with|make it|nehmen wir|nimm) (?P<new>[^.,;\n]{2,40})",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:not|no longer) (?:in |to |via |with )?(?P<old>[^.,;\n]{2,30}?),? but (?:in |to |via |with )?(?P<new>[^.,;\n]{2,30})",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:replace|swap) (?P<old>[^.,;\n]{2,30}?) (?:with|by|for) (?P<new>[^.,;\n]{2,30})", re.IGNORECASE),
)
FAILING = re.compile(
    r"\b(?:(?:if|when|in case|whenever|what if|wenn|falls) (?:(?:it|this|that|something|anything|one|the (?:sync|api|call|transfer|connection|job|integration|update|import|write|target|other system)"
    r"|either(?: system)?|an? (?:call|record|sync|load|job|run|import|transfer|message|order|update|event)|\w+)\s+)?(?:is |are |has |ever |goes? |ist )?(?:down|fails?|failing|failed|breaks?|broken|unavailable|unreachable|wrong|offline|times? out"
    r"|rejects?|nicht erreichbar|fehlschlägt)\b|on (?:error|failure)s?\b|in case of (?:an? )?(?:error|failure|outage|problem)s?\b|retr(?:y|ies|ying)\b|bei fehlern?\b|dead[- ]letter)",
    re.IGNORECASE,
)
STATES = re.compile(
    r"^(?!.*\b(?:ha(?:s|ve) to|ought to)\b)(?:(?:we|they|our \w+|customers|people|users|\w+)\s+(?:get|gets|have|has|use|uses|keep|keeps|collect|collects|manage|manages|run|runs|work|works|live|lives|are|is)\b)"
    r"(?!.*\b(?:should|must|shall|need|needs|want|wants|to be)\b)",
    re.IGNORECASE,
)
# Who wants something done, without an order: `I want their account closed`, `our head of support would like one line`.
WANTS = re.compile(
    r"^(?:we|i|(?:our|the|my) (?:[\w'’-]+ ){0,3}?[\w'’-]+|marketing|sales|finance|support|legal|hr|management)"
    r"(?:\s+(?:also |just |really )?(?:wants?|(?:am|is|are) wanting|needs?|expects?|would (?:also )?(?:like|love)|['’]d like)|['’]d (?:also |really )?(?:like|love))\b",
    re.IGNORECASE,
)
# A clause whose subject was named before: `when they are done`, `if there is one`; it tells no event of its own.
POINTING = re.compile(
    r"^(?:it|they|there|this|these|those|he|she|that(?:\s+(?:day|date|time|moment))?)(?:['’]s|\s+\w+)\b",
    re.IGNORECASE,
)
# What is only to be kept in mind: `mind that Close counts in cents`.
REMARK = re.compile(
    r"\s*[;,.–—-]?\s*\b(?:(?:please )?(?:mind|note|remember|beware|keep in mind|be aware)(?:,| that\b))[^.]*\.?$", re.IGNORECASE
)
# A sentence that tells who works where, or what lies where: it names two systems and no direction.
WHEREABOUTS = re.compile(
    r"\b(?:works?|lives?|sits?|is kept|are kept|keeps?|plans?|writes?|runs?|use|uses)\b[^.;,]*\b(?:in|on|with)\b[^.;]*(?:,|\bbut\b|\band\b|\bwhile\b)[^.;]*"
    r"\b(?:works?|lives?|sits?|is kept|are kept|keeps?|collects?|plans?|runs?|uses?|in)\b",
    re.IGNORECASE,
)
# Somebody does something by hand, told as what starts a wish: `HR enters the last day in Gusto`.
SOMEBODY = re.compile(
    r"^(?:hr|it|sales|marketing|finance|support|legal|somebody|someone|people|we|they|(?:the|our|a|an) (?:[\w'’-]+ ){0,2}?[\w'’-]+)\s+"
    r"(?:then )?(?:[a-z]+s\b|enter|type|write|keep|note|put|move|mark|set|file|log)\b",
    re.IGNORECASE,
)
FORBIDS = re.compile(r"\b(?:must|should|may|shall|can)(?: not\b|n['’]t\b|not\b)", re.IGNORECASE)
# The system that is given up is where the records come from.
LEFT_BEHIND = re.compile(
    r"(?:\b(?:is|are|am)|['’](?:s|re|m)|^)\s*(?:\w+ly )?(?:leaving|retiring|replacing|shutting down|giving up|phasing out|dropping|getting rid of"
    r"|(?:moving|migrating|switching|changing)\s+(?:[\w'’-]+\s+){0,4}?(?:off|from|away from))\s+(?:our |the |all of )?$",
    re.IGNORECASE,
)
BELONGS = re.compile(r"\b(?:belongs? (?:in|to)|goes? (?:in)?to|go (?:in)?to|follows?|must follow)\b", re.IGNORECASE)
TODAY = re.compile(r"\b(?:currently|at the moment|right now|these days|today|nowadays|so far|until now|for now|manually|by hand|copy[- ]?(?:and[- ])?past\w*|derzeit|aktuell|momentan|bisher|von hand)\b", re.IGNORECASE)  # fmt: skip
# Words before a wish that only tell where it comes from: `as discussed on the phone - whenever ...`.
ASIDE = re.compile(
    r"^(?:(?:so )?as (?:just |already )?(?:discussed|agreed|promised|mentioned|said|talked about|requested|decided)|following up|per our (?:call|chat|meeting)|wie (?:besprochen|vereinbart|gesagt))"
    r"[^,:;–—.]{0,50}?(?:\s*[,:;]|\s[-–—])\s+"
    # What introduces a When in speech: `this is a note for you, what I need is, when ...`.
    r"|^.{0,160}?\b(?:what (?:i|we) (?:need|want|would like) is(?: that)?|was (?:ich|wir) brauch\w* ist|here is what (?:i|we) (?:need|want))\b[\s,:–—-]*(?=(?:when|whenever|every|each|once|as soon|if|wenn|sobald)\b)",
    re.IGNORECASE,
)
# What shall not be carried: `leave out anything in draft`; `don't send it twice` is none.
EXCLUDES = re.compile(
    r"^(?:please |and |but )?(?:leave out|skip|ignore|exclude|no need for|(?:but )?(?:not|never) for|ohne|keine)\s+(?!this\b|that\b|it\b)\S",
    re.IGNORECASE,
)
UPDATES_IT = re.compile(r"^(?:then |just |please |dann )*(?:update|change|overwrite|refresh|merge|aktualisier\w*)\b", re.IGNORECASE)
# A yes to what was asked right before it, and an order to leave alone what the question speaks of.
AGREED = re.compile(r"^(?:yes|yep|yeah|sure|ok(?:ay)?|please do|of course|ja|gerne?|klar)\b[^?]{0,25}$", re.IGNORECASE)
LEAVES = re.compile(
    r"^(?:then |just |please |pls |dann |no,? |bitte )*(?:(?:do|must|should)(?: not|n[’']?t)|never|nothing|leave|skip|ignore|keep|nicht|nichts|überspringen)\b(?!.*\b(?:know|sure|think|care)\b)",
    re.IGNORECASE,
)
# What is there already shall stay as it is: records are made, never changed.
KEEPS_EXISTING = re.compile(
    r"\b(?:(?:do|must|should)(?: not|n[’']?t)|never|shall not|may not|without|no|nicht|keine?)\s+(?:\w+\s+){0,2}?(?:touch\w*|overwrit\w+|chang\w+|updat\w+|modif\w+|edit\w*|alter\w*|überschreib\w*)\b"
    r"[^.;!?]*\b(?:already|existing|exists?|there|present|vorhanden\w*|bestehend\w*)\b"
    r"|\balready (?:in )?(?:there|here|exist\w*|in \w+)\b[^.;!?]{0,30}\b(?:untouched|unchanged|alone|as (?:they|it) (?:are|is))\b"
    r"|\b(?:existing|bestehende|vorhandene)\s+[\w\s]{0,30}?\b(?:untouched|unchanged|alone|as (?:they|it) (?:are|is)|nicht (?:\w+ )?(?:ändern|überschreiben|anfassen))\b"
    r"|\b(?:leave|keep)\s+(?:the\s+)?(?:existing|old)\b[^.;!?]{0,30}\b(?:alone|as (?:they|it) (?:are|is)|untouched|unchanged)\b"
    r"|\bonly (?:create|add|make|insert)\b[^.;!?]{0,30}\b(?:missing|not (?:yet )?(?:there|in)|do(?:n't| not) exist)\b"
    r"|\b(?:bestehende|vorhandene)\b[^.;!?]{0,40}\bnicht\b[^.;!?]{0,20}\b(?:ändern|überschreiben|anfassen|anrühren)\b",
    re.IGNORECASE,
)
# An answer that puts off what was asked right before it.
DECLINED = re.compile(
    r"^(?:[-=]>\s*|→\s*)?(?:(?:nope|nah|no|nein)(?=\s*(?:[,.!;:–-]|$|(?:thanks|not|that|this|we|das)\b))|not (?:for )?now|not yet|not this time|later|maybe later|lass(?:en wir)?|noch nicht|später|erstmal nicht"
    r"|next (?:week|month|quarter|year|phase)|phase \d)(?!\w)(?!\s+(?:need|more|longer|matter))[^?]{0,40}$"
    r"|^(?:nope|nah|no|nein)[.!]*$",
    re.IGNORECASE,
)
CONTINUES = re.compile(
    rf"^(?:[-*•\s]*){LEAD}(?:(?:carry over|keep (?:the|all)|include|leave out|use (?:the|their|its)|map|take (?:the|over)|set (?:the|its|their)|with\b|without|link(?:s|ing)? back\b|add (?:the|their|its)\b|fill"
    rf"|make sure|not for|never for|(?:we|i|they|you) (?:also |just |only )?(?:want|need|like)|the \w+|its?\b|their|those|these|they|only|but|skip|ignore|don'?t|do not))",
    re.IGNORECASE,
)
WINS = re.compile(r"\b(?:wins?|is (?:the )?(?:master|leading)|source of truth|takes precedence)\b", re.IGNORECASE)
STATE = ("open|closed|paid|unpaid|won|lost|qualified|unqualified|active|inactive|approved|rejected|overdue|published|completed|cancelled|canceled|shipped|"
         "delivered|fulfilled|refunded|pending|draft|confirmed|escalated|resolved|solved|urgent|failed|signed|archived|verified|offene|bezahlte|aktive")  # fmt: skip
STATEFUL = re.compile(rf"\b(?P<state>{STATE})\b", re.IGNORECASE)
ONLY = re.compile(
    r"\bnur (?:die |wenn |falls )?[^,.;]*|(?:[\w'’-]+|[\"“„][^\"“”„]{1,40}[\"”“])(?:\s(?:and|or|&|[\w'’-]+|[\"“„][^\"“”„]{1,40}[\"”“])){0,5} only(?=\s*(?:[,.;)]|$))|\bonly (?:if|when|for|those|the ones|customers?|contacts?|orders?|deals?|records?)?[^,.;]*|\b(?:that|which|who) (?:are|is|have|has)(?: an?)? [^,.;]*?(?=,|;|\.|$| must\b| should\b| into\b| to\b)"
    r"|\bwhere (?!(?:they|it|he|she|we|you|i|people|customers)\b)[^,.;]*|\bwith (?:the )?(?:status|state|stage|type|priority|labels?|tags?)\b[^,.;]*|\bunless [^,.;]*|\bexcept [^,.;]*|\b(?:but )?(?:not|never) for (?:the )?(?!(?:now|free|long|sure|me|us|you|it|this|that)\b)[^,.;]*|\bwhose (?!it\b)[^,.;]*? (?:is|are|equals?) [^,.;]*",
    re.IGNORECASE,
)
