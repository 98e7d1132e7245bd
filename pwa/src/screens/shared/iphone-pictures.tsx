// The three steps of installing on an iPhone, drawn as they look there.

const FRAME = 'M 30 6 H 70 Q 78 6 78 14 V 86 Q 78 94 70 94 H 30 Q 22 94 22 86 V 14 Q 22 6 30 6 Z'

/** A path on a square of 100 by 100; `strong` is what to look for. */
interface Picture {
  plain: string
  strong: string
}

/** The bar at the foot, with the square from which an arrow rises. */
const SHARE: Picture = {
  plain: `${FRAME} M 22 68 H 78 M 31 81 l -4 4 l 4 4 M 69 81 l 4 4 l -4 4`,
  strong: 'M 46 80 H 42 V 91 H 58 V 80 H 54 M 50 86 V 73 M 45 77 L 50 72 L 55 77',
}
/** The list, with the entry that has a plus in a square. */
const ADD: Picture = {
  plain: `${FRAME} M 30 24 H 70 M 30 36 H 70 M 30 74 H 70 M 30 84 H 58`,
  strong:
    'M 27 46 H 73 V 64 H 27 Z M 60 50 H 69 V 60 H 60 Z M 64.5 52.5 V 57.5 M 62 55 H 67 M 32 55 H 53',
}
/** The home screen with the app's sign, and a code to type. */
const OPEN: Picture = {
  plain: `${FRAME} M 30 16 H 42 V 28 H 30 Z M 58 16 H 70 V 28 H 58 Z M 30 76 H 70`,
  strong:
    'M 41 36 H 59 V 54 H 41 Z M 45 51 L 48.500 45 V 42 L 50 40 L 51.500 42 V 45 L 55 51 M 32 64 H 38 M 41 64 H 47 M 50 64 H 56 M 59 64 H 65',
}

export const PICTURES = { share: SHARE, add: ADD, open: OPEN }

/** One step as a drawing; the sentence beside it says the same. */
export function IphonePicture({ picture }: { picture: Picture }) {
  return (
    <svg class="iphone" viewBox="16 2 68 96" fill="none" aria-hidden="true">
      <path d={picture.plain} />
      <path class="strong" d={picture.strong} />
    </svg>
  )
}
