"""The words of persons' names, and of streets, schools and communes that are called like persons.

Family names and the words around a name stand with their marks: "đồ thị" is no "đỗ thị". The
names of heroes and places are folded.
"""

from __future__ import annotations

import json
from importlib.resources import files

from .syllables import words

_FILE = files(__package__ or "") / "name_words.json"
_LISTS = json.loads(_FILE.read_text(encoding="utf-8"))

# Hardly anything but family names.
SURNAMES = words(_LISTS["surnames"])
# Words of their own too ("mai thi", "Đoàn xã", "cao điểm"): a form of address or "Thị" must help.
DOUBTFUL_SURNAMES = words(_LISTS["doubtful_surnames"])
# Words of everyday speech: only "Thị" or "Văn" and capitals make them family names.
WORD_SURNAMES = words(_LISTS["word_surnames"])
# Any other word with a capital is one before "Thị" and a name, "Chế Thị Hương", but for these: "Siêu Thị".
NOT_BEFORE_THI = words(_LISTS["not_before_thi"])
# Sure even without marks; "vo van" may be "vợ vẫn", "dang thi" "đang thi".
SURE_UNMARKED = words(_LISTS["sure_unmarked"])
# Without marks these begin many a sentence: "Duong hep", "Truong cho muon ban".
UNSURE_UNMARKED = words(_LISTS["unsure_unmarked"])
# Before "van" or "thi" written together with it, "NGUYENVANAN".
GLUED_SURNAMES = sorted(words(_LISTS["glued_surnames"]))
GLUED_MIDDLES = tuple(_LISTS["glued_middles"].split())
# So sure that a given name may stand before them, after one of these words or a form of address:
# "gặp An Nguyễn".
LAST_SURNAMES = words(_LISTS["last_surnames"])
INTRODUCING = words(_LISTS["introducing"])
# What makes the next of these a word of another kind: tình nguyện, phụ huynh, thị trấn, ngày lễ.
NOT_AFTER = {word: words(said) for word, said in _LISTS["not_after"].items()}

MIDDLES = words(_LISTS["middles"])
UNMARKED_MIDDLES = words(_LISTS["unmarked_middles"])
# "Đoàn thị xã", "từ văn bản": no names after a doubtful family name.
COMPOUNDS = {word: words(said) for word, said in _LISTS["compounds"].items()}
# What goes on after "van" and "thi" as speech: "lễ vẫn trực", "trấn thì đông".
SPEECH = words(_LISTS["speech"])
# Given names of two words mostly begin with one of these: "thị thu hoà".
FIRST_GIVEN = words(_LISTS["first_given"])
# Sure after a sure family name even without marks: "tran quoc bao".
UNMARKED_MIDDLE_NAMES = words(_LISTS["unmarked_middle_names"])

TITLES = words(_LISTS["titles"])
# Whoever is addressed so is no hero of a street.
NEIGHBOURS = words(_LISTS["neighbours"])

# A commune begins so after a street's name: "Trần Phú Đức Phổ".
COMMUNES = words(_LISTS["communes"])
# A name after one of these is a place's or a school's.
PLACE_WORDS = words(_LISTS["place_words"])
# None of these is called after a "Thị" or a "Văn", but people are found by them: "đội Nguyễn Văn Ba".
AREA_WORDS = words(_LISTS["area_words"])
# Whoever is one of an area is named behind it: "trưởng thôn", "bí thư xã", "công an phường", "cán bộ xã".
OFFICES = words(_LISTS["offices"])
# And so are the kin of the fallen: "mẹ liệt sĩ", "thân nhân liệt sĩ".
KIN = words(_LISTS["kin"])
FALLEN = words(_LISTS["fallen"])
PLACE_PHRASES = words(_LISTS["place_phrases"])

# Whom streets, schools and communes of the region are called after, and places that begin like a
# family name.
HEROES = words(_LISTS["heroes"])
# The longest of them, in words.
LONGEST_HERO = 4
