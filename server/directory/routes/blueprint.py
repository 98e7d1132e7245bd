"""The blueprint that this group's routes hang on."""

from server.http.blueprint import ApiBlueprint

blueprint = ApiBlueprint("organisation", __name__, description="Units, teams and their people")
