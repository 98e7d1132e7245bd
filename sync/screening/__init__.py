"""Screening: finds in a note what could tell who a citizen is, or open their account.

The phone runs the twin of this package (pwa/src/rules/screening) before it saves a note, the
server runs this one before it stores anything. Both read sync/cases/screening.json and notes.json.

What is looked for:

    identity_number   identity cards, passports, insurance, tax, licences, plates, land certificates,
                      case files, customers of the power; the last digits where they are said to be
    phone_number      mobiles and landlines, spelled in digits, tens or hundreds too
    card_or_account   cards, accounts, wallets
    email             addresses, also without "@" and as they are said
    one_time_code     codes that are named, handed over or read out
    secret            passwords, PINs, screen locks; plain words after "mật khẩu là"
    person_name       a family name with a middle or given name
    birth_date        a day of birth, a year of birth beside one person
    address           numbers of houses and of pieces of land
    account_name      names in social networks and logins

A form of address with a given name alone ("bác Sáu") may stay, and what streets, schools and
communes are called after. A name in small letters without marks is taken only where no other words
are written so; one without a family name is not looked for.

    to_nfc      the form all offsets count in
    folding     the note in a small alphabet; writing: with which marks and capitals it stands
    tokens      words and numbers (numerals: in tens and hundreds); chains: numbers that stand together
    honest      which of them are dates, sums, counts; tallies: lists and counts
    shapes      numbers that tell by themselves; near: those a word gives away; papers: with letters
    passwords, phrases, spoken_codes, emails, handles
    names, heroes, births, homes
    blanking    the note with every finding taken out
"""

from .blanking import BLANK, blank
from .detecting import find_citizen_data
from .findings import KINDS, Finding, Kind
from .folding import to_nfc

__all__ = ["BLANK", "KINDS", "Finding", "Kind", "blank", "find_citizen_data", "to_nfc"]
