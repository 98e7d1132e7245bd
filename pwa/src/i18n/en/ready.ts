import type { ready as vi } from '../vi/ready'

export const ready: Record<keyof typeof vi, string> = {
  'ready.yes': 'This phone is ready',
  'ready.yes.text': 'It records all day without a network, and sends by itself when there is one.',
  'ready.no': 'This phone is not ready yet',
  'ready.no.why': 'This phone is not ready: {what}. Tap to see what to do.',
  'ready.all': 'What was checked',
  'ready.unknown': 'the browser does not say',
  'ready.reload': 'Open it again',
  'ready.installed': 'Installed on the home screen',
  'ready.installed.todo':
    'Install Từng Ngõ on the home screen and open it there. In a browser, data is thrown away more easily.',
  'ready.kept': 'The browser has promised to keep the data',
  'ready.kept.todo':
    'The browser has not promised to keep the data. Open the app from the home screen and tap the button. If it still says no, go on, and send whenever there is a network.',
  'ready.kept.ask': 'Ask it to keep the data',
  'ready.survives': 'A trial record outlived a reload',
  'ready.survives.todo':
    'Open Từng Ngõ once more: the phone then sees whether its trial record is still there.',
  'ready.room': 'Enough room is left',
  'ready.room.todo': 'There is little room left. Remove pictures or videos until 50 MB are free.',
  'ready.clock': 'The clock is right',
  'ready.clock.todo':
    'The clock is wrong. Turn on automatic date and time in the settings, then open the app with a network.',
  'ready.shell': 'Opens without a network',
  'ready.shell.todo': 'The app is not all here yet. Keep the network for a minute and try again.',
  'ready.lists': 'The lists of services are here',
  'ready.lists.todo':
    'The lists are not here yet. Keep the network until the first sending is done, then try again.',
  'ready.lacks.installed': 'not installed',
  'ready.lacks.kept': 'the browser has not promised to keep the data',
  'ready.lacks.survives': 'not opened again yet',
  'ready.lacks.room': 'little room left',
  'ready.lacks.clock': 'the clock is wrong',
  'ready.lacks.shell': 'would not open without a network',
  'ready.lacks.lists': 'has no lists yet',
}
