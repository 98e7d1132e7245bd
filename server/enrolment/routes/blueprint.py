"""The blueprint that this group's routes hang on."""

from server.http.blueprint import ApiBlueprint

blueprint = ApiBlueprint(
    "enrolment", __name__, description="Invitations, joining, and phones that are let in"
)
