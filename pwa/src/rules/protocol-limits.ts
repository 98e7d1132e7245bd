// Every bound that phone and server share but those of fields, which stand in sync/kinds: the twin of sync/protocol_limits.py, held equal by a test.

export const PROTOCOL = 1
export const SCHEMA = 1
export const ROWS = 2

export const WHY_CODE_POINTS = 120
export const LONGEST_TEXT = 120
export const CODE_CHARS = 16

export const FIRST_DAY = '2015-01-01'
export const FUTURE_DAYS = 1
export const FIRST_MEMBERSHIP_DAYS = 30

export const CHANGES_PER_REQUEST = 500
export const CHANGES_PER_BUNDLE = 200
export const HAVE_IDS = 1000
export const CONTINUED_LINKS = 20
export const PAGE_ROWS = 500
export const ACTIVITY_CHANNELS = 30
export const ACTIVITY_KEPT_DAYS = 14
export const SAFE_INTEGER = Number.MAX_SAFE_INTEGER
