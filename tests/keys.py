"""A secret as a generator makes it; the server takes no other."""

SECRET_KEY = "5b1e0c93d7a84f26b03f9a6c1d58e7724c0ba95f3e61d8872a4fc6e09b35d714"
