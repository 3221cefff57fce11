"""What reports call the format's choices, and the reasons why somebody has no place."""

from collections.abc import Mapping
from typing import Final

from du_cli.i18n import N_

BODY_KINDS: Final = {
    "association": N_("association"),
    "council": N_("council"),
    "committee": N_("committee"),
    "regional_network": N_("regional network"),
    "chief_executives": N_("committee of chief executives"),
    "professional_college": N_("professional college"),
    "agency": N_("agency"),
    "other": N_("other body"),
}

WHY: Final[Mapping[str, str]] = {
    "seat_not_read": N_("{seats}: not all that mandate.yaml says of the seat can be read."),
    "resource_not_recorded": N_("{seats}: whether {person} represents a resource environment is not recorded."),
    "area_not_recorded": N_("{seats}: which county {organisation} lies in is not recorded."),
    "no_resource_environment": N_("{seats}: {organisation} is no municipality, and {person} represents no resource environment."),
    "excluded_area": N_("{organisation} lies in an area that is excluded from {seats}."),
    "outside_areas": N_("No seat for such an organisation covers the area {organisation} lies in."),
    "wrong_kind": N_("No seat is for an organisation of the kind {organisation} is."),
    "unknown": N_("What {organisation} stands for is not recorded."),
    "ended": N_("{organisation} ceased to exist after {day}. Successors: {units}."),
    "not_yet": N_("{organisation} does not exist until {day}. Predecessors: {units}."),
    "no_place": N_("No place is free in what fits: {seats}."),
    "taken": N_("The places that fit are given to others in this proposal: {seats}."),
}
