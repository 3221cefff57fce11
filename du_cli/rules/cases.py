"""DU301, DU302, DU304, DU308, DU309: what a case is, what it is founded on and whom it is for."""

from itertools import chain

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import lacks, stated
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE
from du_cli.dataset.meetings import agenda_command
from du_cli.findings import Basis, Key, Severity, Violation
from du_cli.i18n import N_
from du_cli.rules.base import Answers, case_rule, found, unknown


@case_rule(
    "DU301",
    N_("A status without what it needs"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("Every status has what it needs, from the day the case was raised to the answer that closes it."),
    why=N_("A status nobody can show the ground for tells the reader something that did not happen."),
    mend=N_("Record what is missing, or move the case back to the status it has."),
)
def status_founded(dataset: Dataset, case: CaseFile) -> Answers:
    lack = lacks(dataset, case.case, case.case.status)
    if lack and case.whole and (case.case.status != "on_agenda" or dataset.complete("meeting", "")):
        command = lack.command and lack.command.format(id=case.case.id, agenda=agenda_command(dataset).removeprefix("du-cli "))
        yield found(case, ("status",), lack.message, lack.hint, command=command)


@case_rule(
    "DU302",
    N_("The task of the mandate a case serves"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("Every case names at least one task that the mandate had on the day the case was raised."),
    why=N_("The committee works within its mandate; what serves no task of it is not the committee's business."),
    mend=N_("Name the task under mandate_tasks."),
)
def serves_a_task(dataset: Dataset, case: CaseFile) -> Answers:
    day = case.case.raised.date
    version = dataset.version_on(day) if day else None
    if day and version is None:
        if dataset.versions and dataset.whole(MANDATE):
            message = N_("No version of the mandate was in force on {day}.")
            yield unknown(case, ("mandate_tasks",), message, N_("Correct the day, or add the version to mandate.yaml."))
        return
    tasks = [tuple(str(task.id) for task in each.tasks) for each in ((version,) if version else dataset.versions)]
    doubts = False
    for key, task in _named(case):
        lacking = [bool(each) and task not in each for each in tasks]
        if lacking and all(lacking) and (task is None or dataset.whole(MANDATE)):
            yield _no_task(case, key, task, tuple(dict.fromkeys(chain(*tasks))))
        doubts |= any(lacking) and not all(lacking)
    if doubts:
        message = N_("The day the case was raised is not recorded, so that nobody can say which version of the mandate counts.")
        yield unknown(case, ("raised", "date"), message, N_("Record the day (raised.date)."))


def _named(case: CaseFile) -> list[tuple[Key, str | None]]:
    """The tasks a case names and where; None where it may be said to name none."""
    named: list[tuple[Key, str | None]] = [(("mandate_tasks", number), str(task)) for number, task in enumerate(case.case.mandate_tasks)]
    return named or ([(("mandate_tasks",), None)] if case.whole else [])


def _no_task(case: CaseFile, key: Key, task: str | None, tasks: tuple[str, ...]) -> Violation:
    if task is None:
        hint = N_("Name the task under mandate_tasks; the mandate has {tasks}.")
        return found(case, key, N_("The case names no task of the mandate."), hint, tasks=tasks)
    message = (
        N_("The mandate has no task {task} on {day}.") if case.case.raised.date else N_("No version of the mandate has a task {task}.")
    )
    return found(case, key, message, N_("Use one of {tasks}."), task=task, tasks=tasks)


@case_rule(
    "DU304",
    N_("The part of the council's mandate a case falls under"),
    Severity.WARNING,
    Basis.MANDATE,
    what=N_("A case that the committee or a member raises for the body it advises names the part of that body's mandate it falls under."),
    why=N_("The committee raises cases within the mandate of the body it advises."),
    mend=N_("Record the part of the mandate as council_mandate."),
)
def within_council_mandate(dataset: Dataset, case: CaseFile) -> Answers:
    record, committee = case.case, dataset.mandate.committee if dataset.mandate else None
    if committee is None or committee.advises is None or record.addressee != committee.advises:
        return
    if stated(record.council_mandate) or not case.whole:
        return
    by, hint = record.raised.by, N_("Record it as council_mandate.")
    if by is None:
        message = N_("Who raised the case is not recorded, so that council_mandate cannot be judged.")
        yield unknown(case, ("raised", "by"), message, N_("Record who raised it (raised.by)."))
    elif by == committee.id or by in dataset.known.ids.get("member", ()):
        message = N_("{by} raised the case for {council}; the part of its mandate the case falls under is not recorded.")
        member = dataset.member.get(by)
        name, council = member.name if member else committee.name, dataset.body_name(committee.advises)
        subject = by if by != committee.id else None
        yield found(case, ("council_mandate",), message, hint, subject=subject, by=name, council=council)


@case_rule(
    "DU308",
    N_("Regional networks in a common solution"),
    Severity.WARNING,
    Basis.MANDATE,
    what=N_("A case about a common solution names at least one regional network that was worked with."),
    why=N_("The mandate has the committee further common solutions together with the regional networks."),
    mend=N_("Work with a network, and record it under networks_involved."),
)
def network_involved(dataset: Dataset, case: CaseFile) -> Answers:
    if case.case.type != "common_solution" or not case.whole or not dataset.whole(MANDATE):
        return
    networks = {body.id for body in dataset.bodies.values() if body.kind == "regional_network"}
    if networks and networks.isdisjoint(case.case.networks_involved):
        hint = N_("Record the networks that took part under networks_involved.")
        yield found(case, ("networks_involved",), N_("No regional network was involved in the common solution."), hint)


@case_rule(
    "DU309",
    N_("Advice goes to the body that leads"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("A case of the type advice is addressed to the body that leads the committee, or where none does to the body it advises."),
    why=N_("The mandate names whom the committee gives advice."),
    mend=N_("Correct the addressee, or the type of the case."),
)
def advice_to_the_leading(dataset: Dataset, case: CaseFile) -> Answers:
    record = case.case
    if record.type != "advice" or record.addressee is None or dataset.mandate is None:
        return
    wanted = dataset.mandate.committee.leads or dataset.mandate.committee.advises
    if wanted and wanted not in dataset.bodies:
        message = N_("There is no body {wanted}, so that nobody can say whom advice goes to.")
        yield unknown(case, ("addressee",), message, N_("Correct the committee's body, or add the body."), wanted=wanted)
    elif wanted and record.addressee != wanted:
        message, hint = (
            N_("The case is advice and addressed to {addressee}; advice goes to {wanted}."),
            N_("Correct the addressee, or the type."),
        )
        addressee, body = dataset.body_name(record.addressee), dataset.body_name(wanted)
        yield found(case, ("addressee",), message, hint, addressee=addressee, wanted=body)
