"""The table of commands: each name, the module that has it, and its line of help. Nothing is imported until it is needed."""

from typing import Final, NamedTuple

from du_cli.i18n import N_


class Entry(NamedTuple):
    """A command or group: the module under ``du_cli.cli`` whose ``app`` it is, and what it does in one line."""

    module: str
    help: str


COMMANDS: Final = {
    "status": Entry("status", N_("The day's work: seats, terms, findings, and what to do next.")),
    "check": Entry("check", N_("Check everything against the mandate, the policy and the format.")),
    "diff": Entry("diff", N_("What a change means, in words, and who must approve it.")),
    "history": Entry("history", N_("What happened, where a value comes from, and whether it is still what it was.")),
    "explain": Entry("explain", N_("What a rule checks, which clause it enforces, and how to mend a finding.")),
    "members": Entry("members", N_("The roster: who sits, and appointing, extending, ending.")),
    "seats": Entry("seats", N_("The seats: places, holders and vacancies; who fits where.")),
    "terms": Entry("terms", N_("Who sits until when.")),
    "what-if": Entry("what_if", N_("What would follow if somebody left or were appointed.")),
    "forecast": Entry("forecast", N_("What time alone will bring: when data that is right today becomes a finding.")),
    "cases": Entry("cases", N_("The case register: new cases, their way, and what became of them.")),
    "written": Entry("written", N_("Written procedure: open, answer, close, and where it stands.")),
    "meetings": Entry("meetings", N_("The meetings: plan, call, agenda, attendance and minutes.")),
    "plan": Entry("plan", N_("A year's plan, and what became of it.")),
    "outreach": Entry("outreach", N_("Outreach: what members do to anchor the work at home.")),
    "report": Entry("report", N_("A report by its name, to the terminal or a file.")),
    "mandate": Entry("mandate", N_("The mandate as data: show it, trace its clauses, compare versions.")),
    "fmt": Entry("fmt", N_("Put the files in canonical form.")),
    "schema": Entry("schema", N_("JSON Schemas of the files, for editors and other programs.")),
    "init": Entry("init", N_("Start the data of a committee.")),
    "selftest": Entry("selftest", N_("Prove that every rule can fire and can be silent.")),
    "hook": Entry("hook", N_("Let git ask du-cli before each commit and merge.")),
    "merge-driver": Entry("merge_driver", N_("Merge a file by record, for git: see du-cli hook install.")),
    "completion": Entry("completion", N_("Print the script that completes commands in a shell.")),
}
