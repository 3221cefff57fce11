"""The first files of a new committee, in its own language."""

import json
from typing import Final, NamedTuple

from du_cli.dataset.ids import slug
from du_cli.i18n import _
from du_cli.schema import SETTINGS, editor_settings, schemas

GITIGNORE: Final = ".gitignore"


class Start(NamedTuple):
    """What is known of a committee when its data is begun."""

    name: str
    id: str | None
    language: str
    leads: str | None
    size: int | None
    years: int | None


def files(start: Start) -> dict[str, str]:
    """Every file by its path from the root, texts in the committee's language (the one set)."""
    return {
        "data/mandate.yaml": _mandate(start),
        "data/members.yaml": _lines("members", "unpublished_holders: {}", "members: []"),
        "data/organisations.yaml": _lines("organisations", "organisations: []"),
        "data/policy.yaml": _lines("policy", *_POLICY),
        "data/waivers.yaml": _lines("waivers", "waivers: []"),
        "data/cases/.gitkeep": "",
        GITIGNORE: "contacts.yaml\n",
        SETTINGS: editor_settings(),
        **{f"schemas/{name}": text for name, text in schemas().items()},
    }


_POLICY = (
    "records_complete_from: null",
    "expiry_notice_months: 6",
    "meeting_notice_days: 7",
    "written_deadline_working_days: 5",
    "quiet_months: [7]",
    "quorum_share: null",
    "outreach_months: 12",
    'case_number: "{sequence}/{yy}"',
    "protected_after: {meeting: approved, case: closed}",
    "allowed_signers: null",
)


def _lines(schema: str, *lines: str) -> str:
    return "\n".join([f"# yaml-language-server: $schema=../schemas/{schema}.schema.json", *lines, ""])


def _text(value: str) -> str:
    """A text as a YAML scalar, quoted so that nothing in it means anything."""
    return json.dumps(value, ensure_ascii=False)


def _mandate(start: Start) -> str:
    own = start.id or _id(start.name)
    body = _id(start.leads) if start.leads else "null"
    body = f"{body}-2" if body == own else body
    members = _("Members")
    bodies = ["bodies:", f"  - {{id: {body}, name: {_text(start.leads)}, kind: other}}"] if start.leads else ["bodies: []"]
    return _lines(
        "mandate",
        "committee:",
        f"  id: {own}",
        f"  name: {_text(start.name)}",
        "  short_name: null",
        f"  language: {start.language}",
        f"  leads: {body}",
        f"  secretariat: {body}",
        f"  appoints: {body}",
        "  advises: null",
        *bodies,
        "versions:",
        '  - id: "1"',
        "    valid_from: null",
        "    valid_to: null",
        "    source: null",
        f"    size: {'null' if start.size is None else start.size}",
        f"    term: {f'{{years: {start.years}, exceptions: []}}' if start.years else 'null'}",
        "    meetings_per_month: null",
        "    written_procedure: null",
        "    representatives_lead_digitalisation: null",
        "    tasks: []",
        *_comment(_("The seats in the mandate's own order, one for each line of it, for example:")),
        f"    #   - {{id: {_id(members)}, name: {members}, count: 5, kind: any}}",
        "    seats: []",
        *_comment(_("One entry for every sentence or item of the mandate, for example:")),
        '    #   - {id: "1", reference: "§ 1", summary: null, handled_by: {rules: [DU101]}}',
        "    clauses: []",
    )


def _id(name: str) -> str:
    return slug(name) or "committee"


def _comment(text: str) -> list[str]:
    return [f"    # {text}"]
