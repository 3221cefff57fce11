"""DU7: personal data that does not belong in files whose history keeps everything."""

from du_cli.findings import Basis, Severity
from du_cli.i18n import N_
from du_cli.rules.base import loading

identity_number = loading(
    "DU701",
    N_("National identity number"),
    Severity.ERROR,
    basis=Basis.POLICY,
    what=N_("No national identity number, D-number or H-number stands anywhere under data/, in a file of any kind or in the name of one."),
    why=N_("It may be used only where it is needed, and git keeps what was once committed."),
    mend=N_("Remove it before committing; if it is committed, rewrite the history and tell everybody who has a copy."),
)

contact_details = loading(
    "DU702",
    N_("E-mail address or telephone number"),
    Severity.ERROR,
    basis=Basis.POLICY,
    what=N_("No e-mail address or telephone number stands under data/, in a file of any kind or in the name of one."),
    why=N_("Contact details change and belong to the person; git keeps what was once committed."),
    mend=N_("Move it to contacts.yaml beside data/, which git does not keep."),
)
