"""Every rule, by family and in the order of its code; and asking them all."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from du_cli.dataset.cases import Answers, CaseFile
from du_cli.dataset.comparison import Comparison
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import POLICY, WAIVERS
from du_cli.dataset.unknown import guarded, lost
from du_cli.findings import Finding, NotAssessed, Violation
from du_cli.models.policy import Waiver
from du_cli.rules import (
    access,
    appointments,
    attendance,
    case_dates,
    cases,
    changes,
    composition,
    consultations,
    deadlines,
    files,
    handling,
    meetings,
    numbers,
    organisations,
    past,
    people,
    plans,
    privacy,
    recommendations,
    records,
    recusals,
    region,
    responses,
    waiving,
)
from du_cli.rules.base import Rule, judged, run, run_changes
from du_cli.rules.marks import marked
from du_cli.rules.rests import NUMBERS, unread

RULES: Final[tuple[Rule, ...]] = (
    files.not_yaml,
    files.key_twice,
    files.unknown_key,
    files.wrong_value,
    files.key_missing,
    files.not_allowed,
    files.not_utf8,
    files.unquoted,
    files.path_differs,
    files.id_twice,
    files.references_exist,
    files.names_in_register,
    files.unread,
    waiving.stale_waiver,
    files.clauses_handled,
    files.untidy,
    composition.seats_add_up,
    composition.no_seat_overfull,
    composition.no_vacant_place,
    organisations.right_kind,
    organisations.inside_area,
    organisations.organisation_exists,
    composition.areas_exist,
    people.one_place_each,
    people.rightly_appointed,
    people.leaders_at_home,
    organisations.different_counties,
    people.double_hats,
    appointments.first_day_recorded,
    appointments.term_not_too_long,
    appointments.term_of_other_length,
    appointments.term_not_run_out,
    appointments.term_followed_up,
    appointments.dates_in_order,
    appointments.early_end_explained,
    consultations.network_consulted,
    consultations.college_consulted,
    consultations.consulted_before,
    consultations.network_covers,
    cases.status_founded,
    cases.serves_a_task,
    numbers.numbers_in_order,
    cases.within_council_mandate,
    recommendations.recommendation_complete,
    recommendations.application_complete,
    recusals.recusal_considered,
    cases.network_involved,
    cases.advice_to_the_leading,
    access.legal_basis,
    case_dates.case_dates_in_order,
    case_dates.case_moves_on,
    plans.often_enough,
    plans.along_the_plan,
    meetings.called_in_time,
    handling.recorded_in_full_and_votes_right,
    attendance.enough_present,
    attendance.rightly_led,
    attendance.in_office_and_once,
    handling.meeting_and_case_agree,
    plans.on_working_days,
    meetings.members_brief_each_other,
    meetings.minutes_approved,
    meetings.not_left_behind,
    deadlines.deadline_set,
    deadlines.deadline_reasonable,
    responses.everybody_asked,
    deadlines.written_with_reason,
    deadlines.deadline_on_a_working_day,
    responses.answers_count,
    responses.closed_with_care,
    deadlines.closed_in_time,
    region.anchored_at_home,
    region.in_own_area,
    privacy.identity_number,
    privacy.contact_details,
    changes.moved_as_allowed,
    records.protected_untouched,
    records.records_stay,
    changes.number_still_free,
    changes.rightly_signed,
    past.past_stays,
    past.mandate_stays,
)

CODES: Final = tuple(rule.code for rule in RULES)
FAMILIES: Final = tuple(dict.fromkeys(code[:3] for code in CODES))
"""The first letters of the codes that belong together: DU1 of DU101 to DU112."""

APPOINTED: Final = tuple(code for code in CODES if code[:3] in ("DU1", "DU2") and code != appointments.term_not_run_out.code)
"""Rules by which an appointment is wrong on a day to come, or is not; a term that runs out then is nothing to be told before."""


_JUDGES: Final = tuple((rule.code, rule.judge) for rule in RULES if rule.judge)


def judge_case(dataset: Dataset, case: CaseFile) -> Answers:
    """What the rules about one case at a time say of one: for ``load``, which then need not keep it."""
    said: dict[str, list[Violation | NotAssessed]] = {}
    dataset = guarded(dataset, lost(dataset)) if dataset.unknown or dataset.torn else dataset
    for code, judge in _JUDGES:
        for answer in judged(judge, dataset, case):
            said.setdefault(code, []).append(answer)
    return said


def _waivers(dataset: Dataset) -> tuple[Waiver, ...]:
    """The waivers that are known in full: one with a broken day accepts nothing."""
    broken = {key[:2] for key in dataset.unknown.get(WAIVERS, ())}
    every = enumerate(dataset.waivers.waivers)
    return tuple(waiver for number, waiver in every if dataset.place(WAIVERS, "waivers", number).key not in broken)


def check(dataset: Dataset, codes: Collection[str] = CODES) -> tuple[Finding, ...]:
    """The answers of every rule, or of those by some codes, on a dataset, with waivers taken into account."""
    if waiving.stale_waiver.code not in codes:
        return waiving.waive(_answers(dataset, codes), _waivers(dataset), dataset)
    findings = _answers(dataset, CODES)
    stale = replace(waiving.stale_waiver, check=lambda found: waiving.waivers_used(found, findings))
    every = (*waiving.waive(findings, _waivers(dataset), dataset), *run(dataset, (stale,)))
    return every if codes is CODES else tuple(finding for finding in every if finding.code in codes)


def _answers(dataset: Dataset, codes: Collection[str]) -> tuple[Finding, ...]:
    """The answers of some rules, but for the one about waivers, which asks for all the others."""
    rules = tuple(rule for rule in RULES if rule.code in codes)
    without = {waiving.stale_waiver.code} | (NUMBERS if POLICY in dataset.unreadable else set())
    return run(dataset, (*(rule for rule in rules if rule.code not in without), *unread(dataset, rules)))


def check_change(comparison: Comparison) -> tuple[Finding, ...]:
    """Every rule's answers on a change and on the data it leads to, each with what caused it."""
    head = comparison.head
    changes = waiving.waive(run_changes(comparison, RULES), _waivers(head), head)
    return (*marked(check(head), comparison, check), *changes)
