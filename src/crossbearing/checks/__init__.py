"""Claims x movement -> verdicts and independent origins; pure."""

from crossbearing.checks.origins import findings
from crossbearing.checks.table import CHECKS, Check, check_claims
from crossbearing.checks.witness import Witness

__all__ = ["CHECKS", "Check", "Witness", "check_claims", "findings"]
