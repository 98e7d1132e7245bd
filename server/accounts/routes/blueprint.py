"""The blueprint that this group's routes hang on."""

from server.http.blueprint import ApiBlueprint

blueprint = ApiBlueprint(
    "identity", __name__, description="Accounts, their sessions and second factors"
)
