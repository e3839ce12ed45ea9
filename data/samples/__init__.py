"""An invented company with three years of data, to look around in before uploading anything."""

from data.samples.company import COMPANY_NAME, Effect, policies, targets
from data.samples.files import files

__all__ = ["COMPANY_NAME", "Effect", "files", "policies", "targets"]
