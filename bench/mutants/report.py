"""The figures as Markdown: a table by kind, survivors by name, false alarms, and what is said of the untouched designs."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from mutants.drifts import DRIFTS, UNTOUCHED
from mutants.harmless import HARMLESS
from mutants.judging import LOUD
from mutants.nouns import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mutants.drifts import Drift
    from mutants.judging import FalseAlarm, Verdict
    from mutants.nouns import Kind
    from mutants.readings import Reading
    from mutants.running import Outcome

HEAD = """# Planted defects

Made by `make mutants`. Good designs, and faults planted in them one at a time. The kinds of fault were written from what goes wrong in
integrations, and each names beforehand the rules whose meaning calls for it; a fault counts as found only if one of these tells of it
and had not before. What makes no fault is left out by a rule that stands at its kind (`bench/mutants/kinds`), never by hand; so is what
leaves the design as it was, and a fault at the very place where the untouched design is told the same.
"""
MOST_SURVIVORS = 400


def report(outcomes: Sequence[Outcome], readings: Mapping[tuple[str, str, str], Reading], *, without_corpus: bool) -> str:
    """Return the whole report."""
    done = [one for one in outcomes if not one.failure]
    planted = [verdict for one in done for verdict in one.verdicts]
    drifts = [verdict for one in done for verdict in one.drifts]
    parts = [
        HEAD,
        _summary(outcomes, planted, drifts, readings, without_corpus=without_corpus),
        "## Faults in designs\n",
        _table(KINDS, planted, "codes that are right"),
        "## Changes of documents, told by `designer drift`\n",
        _table(DRIFTS, drifts, "kinds of drift that are right"),
        "## Survivors\n",
        _survivors([*planted, *drifts]),
        "## False alarms\n",
        _alarms(done),
        "## Said of the untouched designs\n",
        _untouched(done, readings),
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def figures(outcomes: Iterable[Outcome]) -> str:
    """Return the result in one line."""
    done = [one for one in outcomes if not one.failure]
    planted = [verdict for one in done for verdict in one.verdicts]
    drifts = [verdict for one in done for verdict in one.drifts]
    loud = sum(len(one.alarms) + len(one.drift_alarms) for one in done)
    errors = sum(finding.severity == "error" for one in done for finding in one.findings)
    return (
        f"faults {_share(planted)}, document changes {_share(drifts)}; false alarms of harmless changes {loud}, "
        f"errors told of untouched designs {errors}"
    )


def _share(verdicts: Sequence[Verdict]) -> str:
    found = sum(one.by_code for one in verdicts)
    return f"{found} of {len(verdicts)} ({_percent(found, len(verdicts))})"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def _summary(
    outcomes: Sequence[Outcome],
    planted: Sequence[Verdict],
    drifts: Sequence[Verdict],
    readings: Mapping[tuple[str, str, str], Reading],
    *,
    without_corpus: bool,
) -> str:
    done = [one for one in outcomes if not one.failure]
    origins = Counter(one.origin for one in done)
    designs = ", ".join(f"{origins[name]} {name}" for name in ("example", "by hand", "case", "brief") if origins[name])
    lines = [f"- {len(done)} good designs: {designs}."]
    if without_corpus:
        lines.append("- No corpus of vendor documents here: the designs over real documents are left out.")
    lines += [f"- Left out, as no design was made: {one.name} ({one.failure})." for one in outcomes if one.failure]
    kinds = {one.kind for one in planted}
    lines += [
        _found("faults in designs", planted, len(kinds), len(KINDS)),
        _found("changes of documents", drifts, len({one.kind for one in drifts}), len(DRIFTS)),
    ]
    made = sum(sum(one.harmless.values()) for one in done)
    alarms = sum(len(one.alarms) for one in done)
    unmoved = sum(sum(one.untouched.values()) for one in done)
    told = sum(len(one.drift_alarms) for one in done)
    errors = [(one.name, finding.code, finding.where) for one in done for finding in one.findings if finding.severity == "error"]
    right = [key for key in errors if key in readings and readings[key].verdict == "true"]
    lines += [
        f"- Harmless changes of {len(HARMLESS)} kinds: {made} made, {alarms} told as an error, open point or warning.",
        f"- Harmless changes of documents of {len(UNTOUCHED)} kinds: {unmoved} made, {told} told as an error or warning.",
        f"- Untouched designs: {len(errors)} errors; {len(right)} of them are true, of a design that the planner left unfinished.",
    ]
    return "\n".join(lines) + "\n"


def _found(what: str, verdicts: Sequence[Verdict], kinds: int, known: int) -> str:
    whole = len(verdicts)
    code, other, place = (sum(getattr(one, name) for one in verdicts) for name in ("by_code", "by_any", "in_place"))
    quiet = Counter(one.severity for one in verdicts if one.severity in {"unverified", "info"})
    loud = code - quiet.total()
    told = ", ".join(f"{quiet[severity]} only as `{severity}`" for severity in ("unverified", "info") if quiet[severity])
    return (
        f"- {whole} {what} of {kinds} kinds ({known} known): {_percent(code, whole)} found by a right code, "
        f"{_percent(other, whole)} by anything new, {_percent(place, whole)} by a right code at the right place"
        + (f"; {_percent(loud, whole)} as an error, open point or warning, {told}." if told else ".")
    )


def _table(kinds: Mapping[str, Kind] | Mapping[str, Drift], verdicts: Iterable[Verdict], codes: str) -> str:
    by_kind: dict[str, list[Verdict]] = defaultdict(list)
    for one in verdicts:
        by_kind[one.kind].append(one)
    lines = [
        f"| kind | what goes wrong | planted | right code | anything | right place | told as | {codes} |",
        "|---|---|---:|---:|---:|---:|---|---|",
    ]
    for name, kind in kinds.items():
        found = by_kind[name]
        severities = Counter(one.severity for one in found if one.severity)
        told = ", ".join(f"{severity} {count}" for severity, count in sorted(severities.items(), key=lambda pair: (-pair[1], pair[0])))
        counts = (len(found), *(sum(getattr(one, key) for one in found) for key in ("by_code", "by_any", "in_place")))
        right = ", ".join(kind.codes if hasattr(kind, "codes") else kind.tells)
        cells = (name.replace("_", " "), kind.title, *map(str, counts), told, right)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _survivors(verdicts: Sequence[Verdict]) -> str:
    missed = [one for one in verdicts if not one.by_code]
    if not missed:
        return "None.\n"
    lines = ["| kind | design | place | planted | said instead |", "|---|---|---|---|---|"]
    for one in missed[:MOST_SURVIVORS]:
        said = f"the check fell over: {one.crash}" if one.crash else ", ".join(one.said) or "nothing"
        lines.append(f"| {one.kind.replace('_', ' ')} | {one.ground} | `{one.where}` | {_code(one.note)} | {_cell(said)} |")
    rest = len(missed) - MOST_SURVIVORS
    return "\n".join(lines) + "\n" + (f"\nand {rest} more\n" if rest > 0 else "")


def _alarms(outcomes: Sequence[Outcome]) -> str:
    made: Counter[str] = sum((one.harmless + one.untouched for one in outcomes), Counter())
    alarms = [alarm for one in outcomes for alarm in (*one.alarms, *one.drift_alarms)]
    loud = Counter(alarm.change for alarm in alarms)
    lines = ["| harmless change | made | told |", "|---|---:|---:|"]
    lines += [f"| {kind.title} | {made[name]} | {loud[name]} |" for name, kind in [*HARMLESS.items(), *UNTOUCHED.items()]]
    if alarms:
        lines += ["", "| change | design | place | changed | said |", "|---|---|---|---|---|"]
        lines += [_alarm(alarm) for alarm in alarms]
    return "\n".join(lines) + "\n"


def _alarm(alarm: FalseAlarm) -> str:
    return f"| {alarm.change.replace('_', ' ')} | {alarm.ground} | `{alarm.where}` | {_code(alarm.note)} | {', '.join(alarm.said)} |"


def _untouched(outcomes: Sequence[Outcome], readings: Mapping[tuple[str, str, str], Reading]) -> str:
    told = [(one.name, finding) for one in outcomes for finding in one.findings]
    read: dict[str, Counter[str]] = defaultdict(Counter)
    for name, finding in told:
        reading = readings.get((name, finding.code, finding.where))
        if reading:
            read[finding.code][reading.verdict] += 1
    counts = Counter((finding.code, finding.severity) for _, finding in told)
    lines = ["| code | told as | times | read | true | false | to be argued |", "|---|---|---:|---:|---:|---:|---:|"]
    for (code, severity), count in sorted(counts.items(), key=lambda pair: (LOUD.index(pair[0][1]) if pair[0][1] in LOUD else 9, pair[0])):
        verdicts = read[code] if severity in LOUD else Counter()
        cells = (code, severity, str(count), str(sum(verdicts.values())), *(str(verdicts[word]) for word in ("true", "false", "arguable")))
        lines.append("| " + " | ".join(cells) + " |")
    false = [
        (name, finding, readings[name, finding.code, finding.where])
        for name, finding in told
        if (name, finding.code, finding.where) in readings
    ]
    wrong = [
        f"- {name}, `{finding.where}`, {finding.code}: {reading.reason}" for name, finding, reading in false if reading.verdict == "false"
    ]
    return "\n".join([*lines, "", *(["Read and found false:", "", *wrong] if wrong else ["None that was read is false."])]) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _code(text: str) -> str:
    return f"`{_cell(text).replace('`', '')[:60]}`" if text else ""
