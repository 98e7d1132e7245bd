/** Signing in beyond a password, and what keeps an account its owner's: it comes with those screens. */
export const security = {
  'screen.name.reset': 'Đặt lại mật khẩu',

  'login.passkey': 'Đăng nhập bằng khóa truy cập',
  'login.passkey.busy': 'Đang chờ khóa truy cập…',
  'login.or': 'hoặc',
  'login.missing.name': 'Bạn nhập tên đăng nhập.',
  'login.missing.password': 'Bạn nhập mật khẩu.',
  'login.forgot':
    'Quên mật khẩu? Bạn nhờ người lập tài khoản cho bạn (cán bộ cấp trên hoặc người quản trị) gửi đường dẫn đặt lại mật khẩu.',
  'login.slow': 'Đã sai nhiều lần nên phải chờ. Bạn thử lại sau {wait}.',
  'login.slow.passkey': 'Có khóa truy cập thì không phải chờ: bạn bấm “{passkey}”.',
  'login.slow.reset':
    'Quên mật khẩu thì đừng đoán tiếp, bạn nhờ người lập tài khoản gửi đường dẫn đặt lại.',
  'wait.seconds': '{n} giây',
  'wait.minutes': '{n} phút',

  'problem.passkey_cancelled':
    'Chưa dùng được khóa truy cập: việc này đã bị hủy hoặc để quá lâu. Bạn thử lại, hoặc chọn cách khác.',
  'problem.passkey_known': 'Khóa truy cập trên máy này đã có trong tài khoản rồi, không cần thêm.',
  'problem.passkey_failed':
    'Trình duyệt này không dùng được khóa truy cập ở đây. Bạn chọn cách khác.',

  'factor.title': 'Xác minh hai bước',
  'factor.of': 'Mật khẩu đã đúng, còn một bước nữa để vào tài khoản “{login}”.',
  'factor.code': 'Mã 6 số từ ứng dụng xác thực',
  'factor.code.hint': 'Mã đổi sau mỗi 30 giây và chỉ dùng được một lần.',
  'factor.code.missing': 'Bạn nhập đủ 6 số đang hiện trong ứng dụng.',
  'factor.code.bad':
    'Mã này không đúng, đã dùng rồi hoặc đã hết hạn. Bạn đợi ứng dụng hiện mã mới rồi nhập lại.',
  'factor.take': 'Xác minh',
  'factor.busy': 'Đang xác minh…',
  'factor.passkey': 'Dùng khóa truy cập',
  'factor.passkey.bad':
    'Khóa truy cập này không mở được tài khoản. Bạn chọn khóa khác hoặc dùng cách khác.',
  'factor.passkey.none':
    'Trình duyệt này không dùng được khóa truy cập. Bạn dùng mã dự phòng, hoặc đăng nhập trên máy có khóa.',
  'factor.recovery': 'Mã dự phòng',
  'factor.recovery.hint': 'Một trong mười mã đã cất khi bật xác minh hai bước.',
  'factor.recovery.missing': 'Bạn nhập một mã dự phòng.',
  'factor.recovery.bad':
    'Mã dự phòng này không đúng hoặc đã dùng rồi. Bạn xem lại từng chữ, hoặc dùng mã khác trong danh sách.',
  'factor.use_recovery': 'Dùng mã dự phòng',
  'factor.use_code': 'Dùng mã 6 số',
  'factor.lost':
    'Mất điện thoại và không còn mã dự phòng? Bạn nhờ người lập tài khoản cho bạn gỡ xác minh hai bước.',
  'factor.slow': 'Đã sai nhiều lần nên phải chờ. Bạn thử lại sau {wait}.',
  'factor.expired': 'Lần đăng nhập này đã quá hạn. Bạn đăng nhập lại từ đầu nhé.',
  'factor.other': 'Đăng nhập tài khoản khác',

  'made.title': 'Đặt mật khẩu của bạn',
  'made.why':
    'Mật khẩu vừa dùng là do người khác cấp, nên có người khác biết. Bạn đặt mật khẩu của riêng mình rồi mới vào được bàn điều phối.',
  'made.old': 'Mật khẩu được cấp',
  'made.take': 'Đặt mật khẩu',
  'made.done': 'Đã đặt mật khẩu mới',

  'password.new': 'Mật khẩu mới',
  'password.again': 'Nhập lại mật khẩu mới',
  'password.missing': 'Bạn nhập mật khẩu mới.',
  'password.missing.old': 'Bạn nhập mật khẩu đang dùng.',
  'password.differ': 'Hai lần nhập chưa giống nhau. Bạn nhập lại lần thứ hai.',
  'password.good': 'Mật khẩu thế nào là tốt?',
  'password.good.long':
    'Dài: từ {n} ký tự. Dễ nhất là ghép bốn, năm từ không dính dáng gì đến nhau.',
  'password.good.longer':
    'Dài: từ 12 ký tự, người quản trị từ 15. Dễ nhất là ghép bốn, năm từ không dính dáng gì đến nhau.',
  'password.good.own': 'Không có tên bạn, tên đơn vị, năm sinh, “tungngo” hay dãy như 123456.',
  'password.good.only': 'Chỉ dùng ở đây, không dùng lại mật khẩu Zalo, Facebook hay thư điện tử.',
  'password.refused.short': 'Mật khẩu mới ngắn quá. Cán bộ cần từ 12 ký tự, người quản trị từ 15.',
  'password.refused.common':
    'Mật khẩu này nhiều người dùng nên bị đoán ra ngay. Bạn ghép vài từ khác nhau.',
  'password.refused.context':
    'Mật khẩu này có tên đăng nhập, tên bạn, tên đơn vị hoặc tên ứng dụng nên dễ đoán. Bạn chọn từ khác.',
  'password.refused.same': 'Mật khẩu mới giống mật khẩu cũ. Bạn đặt mật khẩu khác.',

  'enrol.title': 'Bật xác minh hai bước',
  'enrol.why':
    'Tài khoản này xem và sửa được số liệu của nhiều nơi, nên ngoài mật khẩu phải có thêm một bước xác minh. Bạn cài một lần, khoảng hai phút.',
  'enrol.choose': 'Bạn chọn một cách. Sau này thêm cách kia ở mục Tài khoản của tôi.',
  'enrol.passkey.why':
    'Vào bằng vân tay, khuôn mặt hoặc mã mở máy của bạn. Nhanh nhất, không phải gõ mã.',
  'enrol.passkey.none': 'Trình duyệt này không dùng được khóa truy cập. Bạn dùng mã 6 số.',
  'enrol.totp.why':
    'Google Authenticator, Microsoft Authenticator hoặc ứng dụng tương tự trên điện thoại. Không cần mạng.',
  'enrol.done': 'Đã bật xác minh hai bước',

  'passkey.name': 'Khóa truy cập',
  'passkey.add': 'Thêm khóa truy cập',
  'passkey.make': 'Tạo khóa truy cập',
  'passkey.add.why':
    'Trình duyệt sẽ hỏi vân tay, khuôn mặt hoặc mã mở máy. Những thứ đó ở lại trên máy bạn, máy chủ không nhận được.',
  'passkey.label': 'Tên khóa',
  'passkey.label.hint': 'Để sau này biết khóa nào ở máy nào.',
  'passkey.label.missing': 'Bạn đặt tên cho khóa.',
  'passkey.added': 'Đã thêm khóa “{name}”',
  'passkey.made_at': 'thêm {at}',
  'passkey.used_at': 'dùng lần cuối {at}',
  'passkey.unused': 'chưa dùng lần nào',
  'passkey.remove': 'Gỡ',
  'passkey.remove.label': 'Gỡ khóa “{name}”',
  'passkey.remove.of': 'Gỡ khóa “{name}”?',
  'passkey.remove.why':
    'Sau đó khóa này không đăng nhập được nữa. Bạn xóa cả trong phần mật khẩu, khóa truy cập của máy.',
  'passkey.removed': 'Đã gỡ khóa “{name}”',
  'passkey.on.android': 'Điện thoại Android',
  'passkey.on.iphone': 'iPhone',
  'passkey.on.mac': 'Máy Mac',
  'passkey.on.windows': 'Máy tính Windows',
  'passkey.on.other': 'Máy tính',

  'totp.name': 'Mã 6 số từ ứng dụng xác thực',
  'totp.add': 'Cài mã 6 số',
  'totp.scan': 'Mở ứng dụng xác thực trên điện thoại, chọn thêm tài khoản rồi quét mã này.',
  'totp.qr': 'Mã QR để thêm tài khoản {login} vào ứng dụng xác thực',
  'totp.open': 'Mở ứng dụng xác thực trên máy này',
  'totp.secret': 'Không quét được? Chọn nhập khóa bằng tay, rồi gõ:',
  'totp.secret.copy': 'Chép khóa',
  'totp.type': 'Nhập mã 6 số đang hiện trong ứng dụng.',
  'totp.take': 'Bật mã 6 số',
  'totp.bad':
    'Mã này chưa đúng. Bạn nhập mã đang hiện; vẫn không được thì xem giờ của điện thoại có đúng không.',
  'totp.since': 'Đang bật, từ {at}',
  'totp.off': 'Chưa cài',
  'totp.remove': 'Tắt mã 6 số',
  'totp.remove.of': 'Tắt mã 6 số?',
  'totp.remove.why':
    'Mã trong ứng dụng xác thực không dùng được nữa. Bạn xóa cả mục Từng Ngõ trong ứng dụng.',
  'totp.removed': 'Đã tắt mã 6 số',

  'recovery.title': 'Mã dự phòng',
  'recovery.why':
    'Mất điện thoại hay khóa truy cập thì mỗi mã này thay được một lần xác minh. Các mã chỉ hiện lần này: bạn cất ngay, ở chỗ khác với mật khẩu.',
  'recovery.copy': 'Chép',
  'recovery.download': 'Tải về',
  'recovery.print': 'In',
  'recovery.kept': 'Tôi đã cất',
  'recovery.file': 'Mã dự phòng Từng Ngõ',
  'recovery.of': 'Tài khoản {login} · tạo ngày {day}. Mỗi mã dùng một lần.',
  'recovery.left': 'Còn {n} mã chưa dùng',
  'recovery.few': 'Còn {n} mã chưa dùng. Bạn tạo mã mới trước khi hết.',
  'recovery.none': 'Hết mã dự phòng. Bạn tạo mã mới: mất điện thoại lúc này là không vào được.',
  'recovery.renew': 'Tạo mã mới',
  'recovery.renew.of': 'Tạo mười mã dự phòng mới?',
  'recovery.renew.why': 'Các mã cũ, kể cả mã chưa dùng, sẽ không dùng được nữa.',

  'security.two_steps': 'Xác minh hai bước',
  'security.two_steps.why':
    'Ai biết mật khẩu của bạn cũng chưa vào được nếu không có điện thoại hay khóa của bạn.',
  'security.two_steps.demanded': 'Tài khoản này bắt buộc có xác minh hai bước.',
  'security.off': 'Chưa bật',
  'security.on': 'Đang bật',
  'security.password': 'Mật khẩu',
  'security.password.why': 'Đổi mật khẩu thì mọi nơi khác đang đăng nhập đều bị đăng xuất.',
  'security.sessions': 'Đang đăng nhập ở đâu',
  'security.sessions.why': 'Thấy nơi lạ thì bạn đăng xuất nơi đó, rồi đổi mật khẩu.',
  'security.sessions.current': 'Máy này',
  'security.sessions.browser': 'Trình duyệt khác',
  'security.sessions.at': 'đăng nhập {from} · dùng lần cuối {last}',
  'security.sessions.end': 'Đăng xuất',
  'security.sessions.end.label': 'Đăng xuất {browser}, đăng nhập {from}',
  'security.sessions.ended': 'Đã đăng xuất nơi đó',
  'security.sessions.end_others': 'Đăng xuất nơi khác',
  'security.sessions.end_others.of': 'Đăng xuất mọi nơi khác?',
  'security.sessions.end_others.why':
    'Chỉ máy này còn đăng nhập. Ở những nơi khác, ai muốn vào phải đăng nhập lại.',
  'security.sessions.ended_others': 'Đã đăng xuất mọi nơi khác',
  'security.sessions.only': 'Tài khoản chỉ đang đăng nhập ở máy này.',

  'confirm.title': 'Đúng là bạn chứ?',
  'confirm.why':
    'Việc này quyết định ai vào được tài khoản, nên bạn nhập lại mật khẩu. Trong 15 phút sau đó không hỏi nữa.',
  'confirm.take': 'Tiếp tục',

  'access.title': 'Cách đăng nhập của bạn vừa bị người khác thay đổi',
  'access.password_renewed': '{who} đã cấp lại mật khẩu của bạn lúc {at}.',
  'access.password_ended':
    '{who} đã chuyển tài khoản của bạn sang đơn vị khác lúc {at}, nên mật khẩu cũ hết hiệu lực.',
  'access.factor_removed': '{who} đã gỡ mọi cách xác minh hai bước của bạn lúc {at}.',
  'access.reset_made': '{who} đã tạo đường dẫn để đặt lại mật khẩu của bạn lúc {at}.',
  'access.by.server': 'Người quản trị, bằng lệnh trên máy chủ,',
  'access.by.administrator': '{name} (người quản trị)',
  'access.by.coordinator': '{name} (cán bộ Đoàn, {unit})',
  'access.what':
    'Nếu bạn đã nhờ thì không sao. Nếu không, hãy gọi hỏi người đó, đổi mật khẩu và xem tài khoản đang đăng nhập ở đâu.',
  'access.asked': 'Tôi đã nhờ',
  'access.look': 'Tôi không nhờ',

  'guesses.title': 'Có người thử mật khẩu của bạn',
  'guesses.text': 'Có {n} lần đăng nhập sai vào tài khoản này từ {since}.',
  'guesses.what':
    'Nếu là bạn gõ nhầm thì không sao. Nếu không phải bạn, hãy đổi mật khẩu và xem tài khoản đang đăng nhập ở đâu.',
  'guesses.mine': 'Là tôi gõ nhầm',
  'guesses.look': 'Không phải tôi',

  'reset.of': 'Mật khẩu mới của',
  'reset.looking': 'Đang xem đường dẫn…',
  'reset.none':
    'Thiếu mã trong đường dẫn. Bạn mở lại đúng đường dẫn đã nhận; nó chỉ dùng được một lần, trong 30 phút.',
  'reset.over':
    'Đường dẫn này đã dùng rồi hoặc đã hết hạn. Bạn nhờ người đã gửi tạo đường dẫn mới.',
  'reset.take': 'Đặt mật khẩu mới',
  'reset.done': 'Đã đặt mật khẩu mới cho {login}',
  'reset.done.why':
    'Mọi nơi đang đăng nhập bằng mật khẩu cũ đã bị đăng xuất. Xác minh hai bước, nếu có, vẫn như cũ.',
  'reset.sign_in': 'Đăng nhập',

  'accounts.reset': 'Cho đặt lại mật khẩu',
  'accounts.reset.of': 'Tạo đường dẫn đặt lại mật khẩu cho {name}?',
  'accounts.reset.why':
    'Người có đường dẫn đặt được mật khẩu mới, trong 30 phút, một lần. Bạn chỉ gửi cho đúng người đó. Đường dẫn tạo trước đó không dùng được nữa.',
  'accounts.reset.take': 'Tạo đường dẫn',
  'accounts.reset.title': 'Đường dẫn đặt lại mật khẩu của {name}',
  'accounts.reset.once':
    'Chỉ hiện lần này, dùng một lần, đến {until}. Bạn gửi riêng cho {name}, hoặc để người ấy quét mã.',
  'accounts.reset.qr': 'Mã QR mở đường dẫn đặt lại mật khẩu của {name}',
  'accounts.reset.text':
    'Từng Ngõ: bạn đặt mật khẩu mới cho tài khoản {login} ở đây, trước {until}: {link}',
  'accounts.reset.copy': 'Chép đường dẫn',
  'accounts.reset.share': 'Gửi',
  'accounts.drop': 'Gỡ xác minh hai bước',
  'accounts.drop.of': 'Gỡ xác minh hai bước của {name}?',
  'accounts.drop.why':
    'Dùng khi {name} mất điện thoại. Khóa truy cập, mã 6 số và mã dự phòng của người này đều không dùng được nữa; lần tới chỉ cần mật khẩu, và được nhắc cài lại. Bạn gọi điện hỏi đúng người rồi hãy gỡ.',
  'accounts.drop.done': 'Đã gỡ xác minh hai bước của {name}',
  'accounts.factors.on': 'Có xác minh hai bước',
  'accounts.factors.off': 'Chưa có xác minh hai bước',
  'accounts.without_password': 'Chưa đăng nhập được: bạn cho đặt lại mật khẩu',
  'accounts.without_password.moved':
    'Mật khẩu và xác minh hai bước cũ hết hiệu lực. Bạn tạo đường dẫn đặt lại mật khẩu và gửi riêng cho {name} nhé.',
  'accounts.guessed': '{n} lần đăng nhập sai gần đây',
} as const
