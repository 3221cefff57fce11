"""What happened between two states of the data: plain records in, events in the committee's words out.

Only the files' own text is looked at, not the models: what was written years ago is told as it was written.
"""

from du_cli.history.between import events
from du_cli.history.reading import NOTHING, Read, Records, read, records, value_at

__all__ = ["NOTHING", "Read", "Records", "events", "read", "records", "value_at"]
