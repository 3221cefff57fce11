"""What reports call the format's choices about cases, meetings, answers and outreach."""

from typing import Final

from du_cli.dataset import casework
from du_cli.i18n import N_

CASE_STATUS: Final = casework.CASE_STATUS
CASE_TYPE: Final = {
    "preparation": N_("preparation"),
    "recommendation": N_("recommendation"),
    "initiative": N_("initiative"),
    "common_solution": N_("common solution"),
    "advice": N_("advice"),
    "information": N_("for information"),
}
ACCESS: Final = {"public": N_("public"), "restricted": N_("restricted")}
PHASE: Final = {"concept": N_("concept"), "delivery": N_("delivery")}
RECUSAL: Final = {"recused": N_("recused"), "not_recused": N_("not recused")}
HANDLING: Final = {
    "discussed": N_("discussed"),
    "postponed": N_("postponed"),
    "adopted": N_("adopted"),
    "rejected": N_("rejected"),
    "noted": N_("noted"),
    "referred": N_("referred"),
    "contributed": N_("contributed"),
    "unanswered": N_("not answered"),
    "withdrawn": N_("withdrawn"),
}
POSITION: Final = {
    "fund": N_("fund"),
    "fund_on_conditions": N_("fund on conditions"),
    "do_not_fund": N_("do not fund"),
    "return": N_("return to the applicant"),
    "support": N_("support"),
    "oppose": N_("oppose"),
    "other": N_("other"),
}
RESPONSE: Final = {
    "supports": N_("supports it"),
    "supports_with_comments": N_("supports it, with comments"),
    "objects": N_("objects"),
    "asks_for_meeting": N_("asks for a meeting"),
    "abstains": N_("abstains"),
    "no_comment": N_("has no comment"),
}
WRITTEN_STATE: Final = {
    "not_sent": N_("not sent"),
    "open": N_("open"),
    "deadline_passed": N_("the deadline has passed"),
    "closed": N_("closed"),
    "ended": N_("ended without a result, since the case was withdrawn"),
}
BY: Final = {"meeting": N_("in a meeting"), "written_procedure": N_("in writing")}
FATE: Final = {
    "not_adopted": N_("not adopted yet"),
    "stays": N_("stays in the committee"),
    "not_submitted": N_("not submitted yet"),
    "waiting": N_("waiting for an answer"),
    "unanswered": N_("not answered"),
    "followed": N_("followed"),
    "partly_followed": N_("partly followed"),
    "not_followed": N_("not followed"),
    "postponed": N_("postponed"),
    "returned": N_("returned"),
    "noted": N_("noted"),
}
"""What became of a recommendation: the addressee's answer, or why there is none."""
DECISION: Final = {"granted": N_("granted"), "granted_in_part": N_("granted in part"), "rejected": N_("turned down")}
MEETING_STATUS: Final = casework.MEETING_STATUS
MEETING_TYPE: Final = {"ordinary": N_("ordinary"), "extraordinary": N_("extraordinary")}
ITEM: Final = {
    "case": N_("case"),
    "briefing": N_("briefing"),
    "minutes_approval": N_("approval of minutes"),
    "other": N_("other matter"),
}
PURPOSE: Final = {"decision": N_("decision"), "discussion": N_("discussion"), "information": N_("for information")}
PRESENCE: Final = {
    "present": N_("present"),
    "substitute": N_("represented by a substitute"),
    "absent": N_("absent"),
    "not_recorded": N_("not recorded"),
}
AUDIENCE: Final = {"administrative": N_("administrative"), "political": N_("political"), "both": N_("both")}
