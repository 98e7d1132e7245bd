import type { first as vi } from '../vi/first'

export const first: Record<keyof typeof vi, string> = {
  'app.name': 'Từng Ngõ',
  'app.tabs': 'Pages',
  'app.loading': 'Opening…',
  'app.not_here': 'This page is not on the phone yet. Once you are online, tap Try again.',
  'home.card_not_here': 'The card is not on the phone yet. Tap again once you are online.',

  'tab.home': 'Log',
  'tab.sent': 'Logged',
  'tab.me': 'Me',
  'tab.crew': 'Team',
  'tab.crew.n': '{n} phones waiting',

  'do.save': 'Save',
  'do.close': 'Close',
  'do.back': 'Back',
  'do.undo': 'Undo',
  'do.keep': 'Leave it',
  'do.again': 'Try again',
  'do.bring_back': 'Bring back',
  'do.later': 'Later',
  'do.join': 'Join a team',
  'do.send': 'Send now',

  'state.here': 'On this phone',
  'state.sending': 'Sending',
  'state.received': 'Received',
  'state.attention': 'To correct',
  'state.pill': 'On this phone {here} · Received {received}',
  'state.attention_n': 'To correct {n}',

  'home.title': 'Today',
  'home.you': 'You',
  'home.team': 'Whole team',
  'home.people': 'people helped',
  'home.turns': 'turns of help',
  'home.sessions': '{n} sessions',
  'home.unsent': '{n} sessions are only on this phone',
  'home.awaiting': '{n} sessions count once the team approves this phone',
  'home.often': 'Used most',
  'home.once_more': '+{n} more',
  'home.last': 'Last session',
  'home.unjoined.title': 'Not in a team yet',
  'home.unjoined.text': 'You can log at once. After you join, the phone sends all you have logged.',
  'home.unjoined.gone':
    'Was this phone in a team, and now it is empty? The browser has deleted its data, and what was not sent is gone.',
  'home.waiting.title': 'Waiting for the team to approve this phone',
  'home.waiting.text':
    'Read these two words to your lead or coordinator. Meanwhile you can log as usual.',
  'home.revoked.title': 'This phone is no longer in the team',
  'home.revoked.text':
    'What you logged is still on this phone. Ask your lead for a new invitation.',
  'home.signed_out.title': 'This phone has to join again',
  'home.signed_out.text':
    'The server does not know this phone. What you logged is still here and is sent after you join.',
  'home.update': 'There is a new version.',
  'home.update.take': 'Update',
  'home.upgrade':
    'The server wants a newer version. You can go on logging and sending; update when online.',
  'home.install':
    'Put it on the home screen: one tap opens it, and the phone keeps what you log more safely.',
  'home.install.take': 'Install',
  'home.old':
    'Something logged {when} has still not been sent. When online, open the app and tap Send now.',
  'home.problem.storage_full':
    'The phone is nearly full and cannot store more. Delete some photos or films and try again.',
  'home.problem.storage_unavailable':
    'The browser does not let us store on this phone (perhaps a private window). Use a normal one.',
  'home.problem.newer_version':
    'This phone has used a newer version. Close all windows and open the app again.',

  'log.saved': 'Saved on this phone · {what}',
  'log.saved.what': '{people} people · {service}',
  'log.undone': 'The session was taken back',
  'log.brought_back': 'The session is back',
  'log.not_saved': 'Not saved. Try once more.',
  'log.not_saved.taps': '{n} taps were not saved. {why}',
  'log.people_n': '{n} people',

  'screen.name.home': 'Log',
  'screen.name.log': 'Log several services',
  'screen.name.visit': 'Find a visit by its code',
  'screen.name.count': 'Count a crowd',
  'screen.name.session': 'Help session',
  'screen.name.sent': 'Logged',
  'screen.name.join': 'Join a team',
  'screen.name.me': 'Me',
  'screen.name.rules': 'What you may and may not do',
  'screen.name.privacy': 'Your data',
  'screen.name.desk': 'Totals',
  'screen.name.attention': 'To look at',
  'screen.name.crew': 'Your team',
  'screen.name.crew_phones': 'The team’s phones',
  'screen.name.crew_members': 'Members',
  'screen.name.crew_invite': 'Invite people',
  'screen.name.missing': 'There is no such page',
}
