import type { guides as vi } from '../vi/guides'

export const guides: Record<keyof typeof vi, string> = {
  'screen.name.guide': 'Guide',
  'guides.find': 'Search the guides',
  'guides.find.hint': 'With marks or without, for example: nfc, otp, lua dao',
  'guides.none': 'No guide has these words. Try a shorter one.',
  'guides.not_yet':
    'The guides come with the next sending, once there is a network, and can be read offline then.',
  'guides.gone': 'This guide is no longer in use. Look at the others.',
  'guides.never': 'Never',
  'guides.version': 'Version {n}',
  'guides.for': 'Open the guide: {title}',
}
