"""The blueprint that this group's routes hang on."""

from server.blueprint import ApiBlueprint

blueprint = ApiBlueprint(
    "identity", __name__, description="Accounts, phones, invitations and what they may"
)
