"""What the audit trail calls what is done, by what it is about."""

ABOUT: dict[str, tuple[str, ...]] = {
    "people": (
        "member_added", "member_renamed", "member_moved", "member_merged", "member_erased", "membership_changed",
        "joined", "rejoined", "enrolment_approved", "enrolment_refused", "enrolment_ended",
        "enrolment_rechecked",
        "device_revoked", "device_readmitted", "device_secret_renewed", "device_taken_back",
        "pin_reset",
        "renewal_requested", "renewal_approved", "renewal_refused",
        "invitation_created", "invitation_revoked", "members_imported",
        "certificate_issued", "certificate_withdrawn", "data_request_entered", "data_request_answered",
    ),
    "teams": (
        "team_created", "team_changed", "team_moved", "team_ended", "unit_created", "unit_changed",
        "unit_ended", "units_imported", "units_replaced",
    ),
    "sessions": (
        "session_corrected", "review_settled", "record_erased", "bundle_carried", "sessions_rolled_up",
    ),
    "figures": (
        "target_set", "target_withdrawn", "weight_set", "indicator_added", "indicator_changed",
        "indicator_entered", "indicator_withdrawn", "month_closed", "month_reopened",
        "totals_rebuilt",
        "activity_added", "activity_changed", "activity_called_off", "programme_changed", "paper_added", "paper_changed", "paper_withdrawn",
    ),
    "lists": (
        "catalogue_added", "catalogue_changed", "catalogue_imported", "guide_written",
        "guides_imported", "indicators_imported",
        "code_made", "code_changed", "code_ended", "code_reopened", "code_put_up", "code_taken_down",
        "site_made", "site_written", "site_submitted", "site_returned", "site_approved", "site_withdrawn",
    ),
    "accounts": (
        "account_created", "account_changed", "password_changed", "password_renewed",
        "password_ended", "signed_in", "signed_out", "sign_in_failed", "factor_added", "factor_removed", "recovery_used", "reset_made",
        "reset_used", "sessions_ended",
    ),
}  # fmt: skip
"""What can be asked for: acts by what they are about. Each round of a phone is an act too, and told
only with all others: there are hundreds a day."""
