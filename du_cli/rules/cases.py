"""DU301, DU302, DU304, DU308, DU309: what a case is, what it is founded on and whom it is for."""

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import lacks, stated
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE, MEETINGS
from du_cli.dataset.meetings import agenda_command
from du_cli.findings import Basis, Severity
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
    if lack and case.whole and not (case.case.status == "on_agenda" and dataset.any_broken(MEETINGS)):
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
    if day is None and len(dataset.versions) > 1:
        message = N_("The day the case was raised is not recorded, so that nobody can say which version of the mandate counts.")
        yield unknown(case, ("raised", "date"), message, N_("Record the day (raised.date)."))
        return
    day = day or dataset.at
    version = dataset.version_on(day)
    if version is None:
        if dataset.versions and dataset.whole(MANDATE):
            message = N_("No version of the mandate was in force on {day}.")
            yield unknown(case, ("mandate_tasks",), message, N_("Correct the day, or add the version to mandate.yaml."), day=day)
        return
    tasks = tuple(str(task.id) for task in version.tasks)
    if tasks and not case.case.mandate_tasks and case.whole:
        hint = N_("Name the task under mandate_tasks; the mandate has {tasks}.")
        yield found(case, ("mandate_tasks",), N_("The case names no task of the mandate."), hint, day=day, tasks=tasks)
    for number, task in enumerate(case.case.mandate_tasks):
        if tasks and str(task) not in tasks and dataset.whole(MANDATE):
            message, hint = N_("The mandate has no task {task} on {day}."), N_("Use one of {tasks}.")
            yield found(case, ("mandate_tasks", number), message, hint, day=day, task=task, tasks=tasks)


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
    if wanted and record.addressee != wanted:
        message, hint = N_("The advice is addressed to {addressee}; it goes to {wanted}."), N_("Correct the addressee, or the type.")
        addressee, body = dataset.body_name(record.addressee), dataset.body_name(wanted)
        yield found(case, ("addressee",), message, hint, addressee=addressee, wanted=body)
