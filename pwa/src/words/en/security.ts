import type { security as vietnamese } from '../vi/security'

/** Signing in beyond a password, and what keeps an account its owner's. */
export const security: Record<keyof typeof vietnamese, string> = {
  'screen.name.reset': 'Set a new password',

  'login.passkey': 'Sign in with a passkey',
  'login.passkey.busy': 'Waiting for the passkey…',
  'login.or': 'or',
  'login.missing.name': 'Enter your login.',
  'login.missing.password': 'Enter your password.',
  'login.forgot':
    'Forgot the password? Ask whoever made your account (a coordinator above you or an administrator) for a link to set a new one.',
  'login.slow': 'There were too many wrong attempts. Try again in {wait}.',
  'login.slow.passkey': 'With a passkey you need not wait: choose “{passkey}”.',
  'login.slow.reset':
    'If you forgot the password, guess no further: ask whoever made your account for a link to set a new one.',
  'wait.seconds': '{n} seconds',
  'wait.minutes': '{n} minutes',

  'problem.passkey_cancelled':
    'The passkey was not used: this was cancelled or took too long. Try again, or choose another way.',
  'problem.passkey_known':
    'The passkey of this device belongs to the account already; nothing need be added.',
  'problem.passkey_failed': 'This browser cannot use a passkey here. Choose another way.',

  'factor.title': 'Two-step verification',
  'factor.of': 'The password is right; one more step to the account “{login}”.',
  'factor.code': '6-digit code of your authenticator app',
  'factor.code.hint': 'The code changes every 30 seconds and works once.',
  'factor.code.missing': 'Enter all 6 digits that the app shows.',
  'factor.code.bad':
    'This code is wrong, was used already or has run out. Wait until the app shows a new one and enter that.',
  'factor.take': 'Verify',
  'factor.busy': 'Verifying…',
  'factor.passkey': 'Use a passkey',
  'factor.passkey.bad':
    'This passkey does not open the account. Choose another passkey or another way.',
  'factor.passkey.none':
    'This browser cannot use passkeys. Use a recovery code, or sign in on a device that has the passkey.',
  'factor.recovery': 'Recovery code',
  'factor.recovery.hint': 'One of the ten that you put away when you turned on two steps.',
  'factor.recovery.missing': 'Enter a recovery code.',
  'factor.recovery.bad':
    'This recovery code is wrong or was used already. Look at each letter, or use another one of the list.',
  'factor.use_recovery': 'Use a recovery code',
  'factor.use_code': 'Use a 6-digit code',
  'factor.lost':
    'Lost your phone and no recovery code left? Ask whoever made your account to remove two-step verification.',
  'factor.slow': 'There were too many wrong attempts. Try again in {wait}.',
  'factor.expired': 'This sign-in took too long. Sign in again from the start.',
  'factor.other': 'Sign in to another account',

  'made.title': 'Set your own password',
  'made.why':
    'The password that you just used was made by somebody else, so somebody else knows it. Set one of your own to go on to the desk.',
  'made.old': 'The password that you were given',
  'made.take': 'Set the password',
  'made.done': 'The new password is set',

  'password.new': 'New password',
  'password.again': 'New password once more',
  'password.missing': 'Enter a new password.',
  'password.missing.old': 'Enter the password that works now.',
  'password.differ': 'The two are not the same. Enter the second one again.',
  'password.good': 'What is a good password?',
  'password.good.long':
    'Long: {n} characters or more. Four or five words that have nothing to do with each other are easiest.',
  'password.good.longer':
    'Long: 12 characters or more, 15 for an administrator. Four or five words that have nothing to do with each other are easiest.',
  'password.good.own':
    'Without your name, your unit, a year of birth, “tungngo” or rows like 123456.',
  'password.good.only': 'Used here alone, not for Zalo, Facebook or e-mail.',
  'password.refused.short':
    'The new password is too short. Coordinators need 12 characters, administrators 15.',
  'password.refused.common':
    'Many people use this password, so it is guessed at once. Put a few different words together.',
  'password.refused.context':
    'This password holds your login, your name, your unit or the name of the app, so it is easy to guess. Choose other words.',
  'password.refused.same': 'The new password is the old one. Choose another one.',

  'enrol.title': 'Turn on two-step verification',
  'enrol.why':
    'This account sees and changes the figures of many places, so it needs one more step beside the password. You set it up once, in about two minutes.',
  'enrol.choose': 'Choose one way. You can add the other one later under My account.',
  'enrol.passkey.why':
    'Sign in with your fingerprint, face or screen lock. Fastest, with no code to type.',
  'enrol.passkey.none': 'This browser cannot use passkeys. Use a 6-digit code.',
  'enrol.totp.why':
    'Google Authenticator, Microsoft Authenticator or the like on a phone. Needs no network.',
  'enrol.done': 'Two-step verification is on',

  'passkey.name': 'Passkeys',
  'passkey.add': 'Add a passkey',
  'passkey.make': 'Create a passkey',
  'passkey.add.why':
    'The browser will ask for your fingerprint, face or screen lock. Those stay on your device; the server never gets them.',
  'passkey.label': 'Name of the passkey',
  'passkey.label.hint': 'So that you know later which one is on which device.',
  'passkey.label.missing': 'Give the passkey a name.',
  'passkey.added': 'Added the passkey “{name}”',
  'passkey.made_at': 'added {at}',
  'passkey.used_at': 'last used {at}',
  'passkey.unused': 'never used',
  'passkey.remove': 'Remove',
  'passkey.remove.label': 'Remove the passkey “{name}”',
  'passkey.remove.of': 'Remove the passkey “{name}”?',
  'passkey.remove.why':
    'It will not sign in any more. Delete it too among the passwords and passkeys of your device.',
  'passkey.removed': 'Removed the passkey “{name}”',
  'passkey.on.android': 'Android phone',
  'passkey.on.iphone': 'iPhone',
  'passkey.on.mac': 'Mac',
  'passkey.on.windows': 'Windows computer',
  'passkey.on.other': 'Computer',

  'totp.name': '6-digit code of an authenticator app',
  'totp.add': 'Set up 6-digit codes',
  'totp.scan': 'Open the authenticator app on your phone, choose to add an account and scan this.',
  'totp.qr': 'QR code that adds the account {login} to an authenticator app',
  'totp.open': 'Open the authenticator app on this device',
  'totp.secret': 'It cannot be scanned? Choose to enter a key by hand, and type:',
  'totp.secret.copy': 'Copy the key',
  'totp.type': 'Enter the 6-digit code that the app shows.',
  'totp.take': 'Turn on 6-digit codes',
  'totp.bad':
    'This code is not right. Enter the one that the app shows; if that fails too, see whether the phone’s clock is right.',
  'totp.since': 'On since {at}',
  'totp.off': 'Not set up',
  'totp.remove': 'Turn off 6-digit codes',
  'totp.remove.of': 'Turn off 6-digit codes?',
  'totp.remove.why':
    'The codes of the authenticator app will not work any more. Delete Từng Ngõ in the app too.',
  'totp.removed': '6-digit codes are off',

  'recovery.title': 'Recovery codes',
  'recovery.why':
    'If you lose your phone or your passkey, each of these stands in for one verification. They are shown this once: put them away now, apart from your password.',
  'recovery.copy': 'Copy',
  'recovery.download': 'Download',
  'recovery.print': 'Print',
  'recovery.kept': 'I have put them away',
  'recovery.file': 'Recovery codes of Từng Ngõ',
  'recovery.of': 'Account {login} · made on {day}. Each code works once.',
  'recovery.left': '{n} unused codes left',
  'recovery.few': '{n} unused codes left. Make new ones before they run out.',
  'recovery.none':
    'No recovery code left. Make new ones: if you lost your phone now, you could not get in.',
  'recovery.renew': 'Make new codes',
  'recovery.renew.of': 'Make ten new recovery codes?',
  'recovery.renew.why': 'The old codes end, those too that were never used.',

  'security.two_steps': 'Two-step verification',
  'security.two_steps.why':
    'Whoever learns your password still cannot get in without your phone or your passkey.',
  'security.two_steps.demanded': 'This account must have two-step verification.',
  'security.off': 'Off',
  'security.on': 'On',
  'security.password': 'Password',
  'security.password.why': 'A new password signs you out everywhere else.',
  'security.sessions': 'Where you are signed in',
  'security.sessions.why':
    'If you see a place that you do not know, sign out there and change your password.',
  'security.sessions.current': 'This device',
  'security.sessions.browser': 'Another browser',
  'security.sessions.at': 'signed in {from} · last used {last}',
  'security.sessions.end': 'Sign out',
  'security.sessions.end.label': 'Sign out {browser}, signed in {from}',
  'security.sessions.ended': 'Signed out there',
  'security.sessions.end_others': 'Sign out everywhere else',
  'security.sessions.end_others.of': 'Sign out everywhere else?',
  'security.sessions.end_others.why':
    'Only this device stays signed in. Anywhere else one must sign in again.',
  'security.sessions.ended_others': 'Signed out everywhere else',
  'security.sessions.only': 'The account is signed in on this device alone.',

  'confirm.title': 'Is it you?',
  'confirm.why':
    'This decides who gets into the account, so enter your password again. You are not asked again for 15 minutes.',
  'confirm.take': 'Go on',

  'access.title': 'Somebody else changed how you sign in',
  'access.password_renewed': '{who} gave you a new password at {at}.',
  'access.password_ended':
    '{who} moved your account to another unit at {at}, so the old password holds no more.',
  'access.factor_removed': '{who} took all your second factors away at {at}.',
  'access.reset_made': '{who} made a link to reset your password at {at}.',
  'access.by.server': 'The administrator, by a command on the server,',
  'access.by.administrator': '{name} (administrator)',
  'access.by.coordinator': '{name} (coordinator, {unit})',
  'access.what':
    'If you asked for it, all is well. If not, call that person, change your password and see where the account is signed in.',
  'access.asked': 'I asked for it',
  'access.look': 'I did not',

  'guesses.title': 'Somebody tried your password',
  'guesses.text': 'There were {n} failed sign-ins at this account since {since}.',
  'guesses.what':
    'If you mistyped, all is well. If it was not you, change your password and see where the account is signed in.',
  'guesses.mine': 'I mistyped',
  'guesses.look': 'It was not me',

  'reset.of': 'New password of',
  'reset.looking': 'Looking at the link…',
  'reset.none':
    'The code in the link is missing. Open the link again just as you got it; it works once, within 30 minutes.',
  'reset.over': 'This link was used already or has run out. Ask whoever sent it for a new one.',
  'reset.take': 'Set the new password',
  'reset.done': 'The new password of {login} is set',
  'reset.done.why':
    'Everywhere the old password was signed in, it is signed out. Two-step verification, if there is any, stays as it was.',
  'reset.sign_in': 'Sign in',

  'accounts.reset': 'Let a new password be set',
  'accounts.reset.of': 'Make a link by which {name} sets a new password?',
  'accounts.reset.why':
    'Whoever has the link can set a new password, once, within 30 minutes. Send it to that person alone. A link made before stops working.',
  'accounts.reset.take': 'Make the link',
  'accounts.reset.title': 'Link for a new password of {name}',
  'accounts.reset.once':
    'Shown this once; works once, until {until}. Send it to {name} alone, or let them scan the code.',
  'accounts.reset.qr': 'QR code that opens the link for a new password of {name}',
  'accounts.reset.text':
    'Từng Ngõ: set a new password for the account {login} here, before {until}: {link}',
  'accounts.reset.copy': 'Copy the link',
  'accounts.reset.share': 'Send',
  'accounts.drop': 'Remove two-step verification',
  'accounts.drop.of': 'Remove two-step verification of {name}?',
  'accounts.drop.why':
    'For when {name} has lost the phone. The passkeys, 6-digit codes and recovery codes of this person all stop working; next time the password is enough, and they are asked to set it up again. Call and make sure that it is the right person first.',
  'accounts.drop.done': 'Removed two-step verification of {name}',
  'accounts.factors.on': 'Has two-step verification',
  'accounts.factors.off': 'No two-step verification',
  'accounts.without_password': 'Cannot sign in yet: let a new password be set',
  'accounts.without_password.moved':
    'The old password and two-step verification hold no more. Make a link for a new password and give it to {name} alone.',
  'accounts.guessed': '{n} failed sign-ins lately',
}
