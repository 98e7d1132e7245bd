// The words of persons' names, and of streets, schools and communes that are called like persons.
//
// Family names and the words around a name stand with their marks: "đồ thị" is no "đỗ thị". The
// names of heroes and places are folded.

import * as lists from '../../../../sync/screening/name_words.json'
import { words, wordsByWord } from './lists'

/** Hardly anything but family names. */
export const SURNAMES = words(lists.surnames)
/** Words of their own too ("mai thi", "Đoàn xã"): a form of address or "Thị" must help. */
export const DOUBTFUL_SURNAMES = words(lists.doubtful_surnames)
/** Words of everyday speech: only "Thị" or "Văn" and capitals make them family names. */
export const WORD_SURNAMES = words(lists.word_surnames)
/** Any other with a capital is one before "Thị" and a name, "Chế Thị Hương": not "Siêu Thị". */
export const NOT_BEFORE_THI = words(lists.not_before_thi)
/** Sure even without marks; "vo van" may be "vợ vẫn", "dang thi" "đang thi". */
export const SURE_UNMARKED = words(lists.sure_unmarked)
/** Without marks these begin many a sentence: "Duong hep", "Truong cho muon ban". */
export const UNSURE_UNMARKED = words(lists.unsure_unmarked)
/** Before "van" or "thi" written together with it, "NGUYENVANAN". */
export const GLUED_SURNAMES = words(lists.glued_surnames)
export const GLUED_MIDDLES = words(lists.glued_middles)
/**
 * So sure that a given name may stand before them, after one of these words or a form of address:
 * "gặp An Nguyễn".
 */
export const LAST_SURNAMES = words(lists.last_surnames)
export const INTRODUCING = words(lists.introducing)
/** What makes the next a word of another kind: tình nguyện, phụ huynh, thị trấn, ngày lễ. */
export const NOT_AFTER = wordsByWord(lists.not_after)

export const MIDDLES = words(lists.middles)
export const UNMARKED_MIDDLES = words(lists.unmarked_middles)
/** "Đoàn thị xã", "từ văn bản": no names after a doubtful family name. */
export const COMPOUNDS = wordsByWord(lists.compounds)
/** What goes on after "van" and "thi" as speech: "lễ vẫn trực", "trấn thì đông". */
export const SPEECH = words(lists.speech)
/** Given names of two words mostly begin with one of these: "thị thu hoà". */
export const FIRST_GIVEN = words(lists.first_given)
/** Sure after a sure family name even without marks: "tran quoc bao". */
export const UNMARKED_MIDDLE_NAMES = words(lists.unmarked_middle_names)

export const TITLES = words(lists.titles)
/** Whoever is addressed so is no hero of a street. */
export const NEIGHBOURS = words(lists.neighbours)

/** A commune begins so after a street's name: "Trần Phú Đức Phổ". */
export const COMMUNES = words(lists.communes)
/** A name after one of these is a place's or a school's. */
export const PLACE_WORDS = words(lists.place_words)
/** None is called after a "Thị" or a "Văn", but people are found by them: "đội Nguyễn Văn Ba". */
export const AREA_WORDS = words(lists.area_words)
/** Whoever is one of an area is named behind it: "trưởng thôn", "bí thư xã", "công an phường". */
export const OFFICES = words(lists.offices)
/** And so are the kin of the fallen: "mẹ liệt sĩ", "thân nhân liệt sĩ". */
export const KIN = words(lists.kin)
export const FALLEN = words(lists.fallen)
export const PLACE_PHRASES = words(lists.place_phrases)

/**
 * Whom streets, schools and communes of the region are called after, and places that begin like a
 * family name.
 */
export const HEROES = words(lists.heroes)
/** The longest of them, in words. */
export const LONGEST_HERO = 4
