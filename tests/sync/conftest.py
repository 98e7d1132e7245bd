"""Property tests take as long as they need: a slow machine is no defect of the rules."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "tungngo", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("long", settings.get_profile("tungngo"), max_examples=2000)
settings.load_profile("tungngo")
