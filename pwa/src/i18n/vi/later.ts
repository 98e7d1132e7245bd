import { count } from './count'
import { crew } from './crew'
import { guides } from './guides'
import { hand } from './hand'
import { log } from './log'
import { numbers } from './numbers'
import { ready } from './ready'

// What the phone's other screens say; it comes with the first of them that is opened.
export const later = {
  ...count,
  ...crew,
  ...guides,
  ...hand,
  ...log,
  ...numbers,
  ...ready,
  'do.save': 'Lưu',
  'do.later': 'Để sau',
  'do.send': 'Gửi ngay',
  'desk.period': 'Thời gian',
  'screen.name.snapshot': 'Số liệu đã chốt',
  'desk.days': '{from} – {to}',
  'desk.by.service': 'Việc',
  'desk.people': 'người được giúp',
  'desk.turns': 'lượt hỗ trợ',
  'desk.volunteers': 'lượt đoàn viên tham gia',
  'team.since': 'từ {day}',
  'phones.why': 'Hỏi người cầm máy hai từ trên màn hình của họ. Khớp thì bạn duyệt.',
  'review.open': 'Xem buổi này',
  'practice.title': 'TẬP THỬ.',
  'practice.text': 'Không gửi đi đâu, không tính vào số của ai.',
  'practice.end': 'Thoát tập',
  'practice.begin': 'Tập thử',
  'practice.list': 'Đang tập thử nên không gửi gì cả. Thoát tập là xóa hết các buổi ở đây.',
  'practice.why': 'Ghi thử cho quen tay. Không có gì được gửi hay được tính.',
  'practice.not_now': 'Máy chưa mở được chỗ tập. Bạn giải phóng bớt bộ nhớ rồi thử lại.',
  'do.show_more': 'Xem thêm',
  'home.update': 'Có bản mới.',
  'home.update.take': 'Cập nhật',
  'home.upgrade': 'Máy chủ cần bản mới hơn. Bạn vẫn ghi và gửi được, nhớ cập nhật khi có mạng.',
  'home.install':
    'Cài ra màn hình chính: chạm một cái là mở, và máy giữ chắc hơn những gì bạn ghi.',
  'home.install.take': 'Cài',
  'home.old':
    'Có buổi ghi từ {when} vẫn chưa gửi được. Khi có mạng, bạn mở ứng dụng và bấm Gửi ngay.',
  'home.very_old': '{n} mục đã nằm trên máy này {days} ngày',
  'home.very_old.text':
    'Mất máy hay hỏng máy là mất luôn. Bạn tìm chỗ có mạng rồi gửi; chưa gửi được thì lưu ra tệp để giữ.',
  'home.lost.title': 'Trình duyệt đã xóa những gì lưu trên máy này',
  'home.lost.some':
    'Lúc {when} máy còn {n} thay đổi chưa gửi. Cái nào máy chủ chưa nhận thì không lấy lại được; những gì đã nhận vẫn còn.',
  'home.lost.none':
    'Lúc {when} máy không còn gì chưa gửi. Buổi nào ghi sau lúc đó mà chưa kịp gửi thì không lấy lại được.',
  'home.lost.unknown':
    'Những gì máy chủ đã nhận vẫn còn. Buổi nào chưa kịp gửi thì không lấy lại được.',
  'home.lost.look': 'Xem',
  'home.lost.todo': 'Bạn vào đội lại, rồi cài ra màn hình chính để trình duyệt giữ chắc hơn.',
  'home.lost.understood': 'Đã hiểu',

  'home.refused.title': 'Đội chưa nhận {name}',
  'home.unknown.title': 'Máy chủ chưa biết {team}',
  'home.unknown.text':
    'Máy chủ vừa khôi phục từ bản cũ. Những gì bạn ghi vẫn còn trên máy, vào đội lại rồi máy sẽ gửi.',
  'home.ended.title': '{name} không còn trong đội',
  'home.not_taken':
    'Từ giờ những gì bạn ghi nằm lại trên máy, chưa gửi. Bạn xin đội trưởng mã mời mới.',
  'home.not_taken.others':
    'Từ giờ những gì bạn ghi nằm lại trên máy, chưa gửi. Bạn chọn người khác đang cầm máy, hoặc xin đội trưởng mã mời mới.',
  'home.not_taken.choose': 'Chọn người khác',
  'home.not_taken.code': 'Nhập mã mới',

  'copy.done': 'Đã chép',
  'copy.by_hand': 'Bạn chạm giữ rồi chọn Sao chép',

  'problem.unnamed': 'Có việc chưa xong ({code}). Bạn thử lại, nếu vẫn vậy thì báo cán bộ Đoàn.',
  'problem.unreachable': 'Chưa gặp được máy chủ. Có mạng rồi bạn thử lại nhé.',
  'problem.server_trouble': 'Máy chủ đang bận hoặc gặp trục trặc. Ít phút nữa bạn thử lại nhé.',
  'problem.accepted': 'Người phụ trách đã xem và nhận thay đổi này.',
  'problem.applied': 'Máy chủ đã nhận thay đổi này.',
  'problem.edited': 'Người phụ trách đã xem, sửa lại rồi nhận thay đổi này.',
  'problem.refused': 'Người phụ trách đã xem và không nhận thay đổi này.',
  'problem.conflict':
    'Có người đã sửa cùng chỗ này trước bạn. Bản của bạn vẫn được giữ, đội trưởng sẽ chọn.',
  'problem.storage_full':
    'Máy gần hết chỗ nên chưa ghi thêm được. Bạn xóa bớt ảnh, phim rồi thử lại.',
  'problem.storage_unavailable':
    'Trình duyệt không cho lưu trên máy này (có thể đang ở chế độ ẩn danh). Bạn mở bằng cửa sổ thường.',
  'problem.newer_version': 'Máy này đã dùng bản mới hơn. Bạn đóng hết các cửa sổ rồi mở lại.',

  'missing.text': 'Có thể đường dẫn gõ thiếu, hoặc trang đã đổi chỗ.',
  'missing.home': 'Về trang ghi',
  'missing.desk': 'Về bàn điều phối',

  'gate.chat': 'ứng dụng nhắn tin',
  'gate.title': 'Mở bằng Chrome để ghi',
  'gate.title.ios': 'Mở bằng Safari để ghi',
  'gate.why':
    'Bạn đang mở trong {app}. Ở đây những gì bạn ghi có thể mất, nên hãy mở bằng trình duyệt của máy.',
  'gate.open': 'Mở bằng Chrome',
  'gate.step1': 'Bấm dấu ba chấm ⋯ ở góc trên màn hình',
  'gate.step2': 'Chọn “Mở bằng trình duyệt” hoặc “Mở bằng Chrome”',
  'gate.step2.ios': 'Chọn “Mở bằng trình duyệt” hoặc “Mở bằng Safari”',
  'gate.or_copy': 'Không thấy? Chép đường dẫn, mở trình duyệt rồi dán vào.',
  'gate.copy': 'Chép đường dẫn',

  'session.unknown': 'Máy này không có buổi đó. Có thể buổi đã chuyển đội hoặc đã xóa.',
  'session.void': 'Đã hủy',
  'session.where.here': 'Mới lưu trên máy này. Có mạng là tự gửi, bạn không phải làm gì.',
  'session.where.sending': 'Đang gửi tới máy chủ.',
  'session.where.received': 'Máy chủ đã nhận và giữ chắc buổi này.',
  'session.where.awaiting':
    'Máy chủ đã nhận. Đội duyệt máy này xong thì buổi này mới tính vào số liệu.',
  'session.where.attention': 'Máy chủ đang giữ và cần người xem lại. Bạn đọc lý do bên dưới.',
  'session.why': 'Vì sao cần sửa, và làm gì',
  'session.todo':
    'Ghi nhầm thì bạn sửa bên dưới rồi bấm Lưu thay đổi. Ghi đúng thì cứ để đó, người phụ trách sẽ xem.',
  'session.reason': 'Người phụ trách ghi: “{reason}”',
  'session.fields': 'Chỗ cần xem: {fields}',
  'session.understood': 'Tôi đã rõ',
  'session.someone': 'một bạn trong đội',
  'session.companions': 'Cùng làm',
  'session.save': 'Lưu thay đổi',
  'session.saved': 'Đã lưu thay đổi trên máy',
  'session.cancel': 'Hủy buổi này',
  'session.cancel.question': 'Hủy buổi này?',
  'session.cancel.detail': 'Buổi này sẽ không tính nữa. Bạn vẫn lấy lại được.',
  'session.cancel.unsaved':
    'Những gì bạn vừa sửa mà chưa lưu sẽ mất. Buổi này sẽ không tính nữa, nhưng bạn vẫn lấy lại được.',
  'session.cancel.yes': 'Hủy buổi',
  'session.voided': 'Đã hủy buổi này',
  'session.restore': 'Lấy lại buổi này',

  'field.day': 'Ngày',
  'field.start': 'Bắt đầu lúc',
  'field.people': 'Số người',
  'field.place_kind': 'Loại địa điểm',
  'field.place': 'Địa điểm',
  'field.age_band': 'Lứa tuổi',
  'field.companions': 'Người cùng làm',
  'field.note': 'Ghi chú',
  'field.status': 'Tình trạng',
  'field.name': 'Tên',
  'field.live': 'Còn tính',
  'field.none': 'để trống',

  'sent.which': 'Xem những buổi',
  'sent.last': 'Gặp máy chủ gần nhất: {when}',
  'sent.never': 'Trên máy này chưa có lần nào gặp máy chủ',
  'sent.empty.here': 'Không còn buổi nào chỉ nằm trên máy này.',
  'sent.empty.attention': 'Không có buổi nào cần sửa.',
  'sent.empty.received': 'Trên máy này chưa có buổi nào máy chủ đã nhận.',
  'sent.empty.received.older':
    'Máy chủ đã nhận {n} mục từ máy này; nội dung không còn giữ trên máy.',
  'sent.other': 'Thay đổi khác',
  'sent.export': 'Lưu ra tệp',
  'sent.export.why': 'Sắp đổi máy hay sợ hỏng máy? Lưu những buổi chưa gửi ra một tệp để giữ.',
  'sent.exported': 'Đã lưu ra tệp. Những buổi này vẫn còn trên máy.',
  'sent.nothing_to_export': 'Không có buổi nào chưa gửi để lưu ra tệp.',
  'sent.end.unjoined': 'Bạn chưa vào đội nào. Vào đội rồi máy sẽ gửi {n} mục đang giữ.',
  'sent.end.signed_out': 'Máy này cần vào đội lại. {n} mục vẫn còn nguyên trên máy.',
  'sent.end.not_taken': '{name} hiện không ở trong đội. {n} mục vẫn còn nguyên trên máy, chưa gửi.',
  'sent.end.revoked':
    'Máy này không còn trong đội. Những gì đã gửi được giữ lại cho đội trưởng xem.',
  'sent.end.revoked.here':
    'Máy này không còn trong đội. {n} mục vẫn còn nguyên trên máy, chưa gửi. Bạn xin mã mời mới, hoặc bấm lại khi có mạng để gửi cho đội trưởng xem.',
  'sent.end.offline': 'Chưa gặp được máy chủ. {n} mục vẫn an toàn trên máy này, có mạng là tự gửi.',
  'sent.end.offline_none': 'Chưa gặp được máy chủ. Trên máy này không còn gì chưa gửi.',
  'sent.end.later': 'Máy chủ chưa nhận hết. Còn {n} mục trên máy này, ít phút nữa máy tự gửi lại.',
  'sent.end.attention': 'Máy chủ đã nhận hết. Có {n} mục cần sửa, bạn mở ra xem lý do.',
  'sent.end.waiting':
    'Máy chủ đã nhận hết. Đội duyệt máy này xong thì các buổi mới tính vào số liệu.',
  'sent.end.all': 'Máy chủ đã nhận hết. Không còn gì chỉ nằm trên máy này.',

  'join.how': 'Xin đội trưởng mã của đội: quét mã QR, hoặc gõ mã ngắn.',
  'join.scan': 'Quét mã QR',
  'join.picture': 'Chọn ảnh có mã QR',
  'join.picture.none': 'Không thấy mã QR trong ảnh này. Bạn chọn ảnh khác hoặc gõ mã ngắn.',
  'join.code': 'Mã ngắn',
  'join.code.hint': '10 chữ và số, ví dụ ABCDE-FGHJK',
  'join.code.look': 'Xem đội',
  'join.not_ours': 'Mã này không phải mã vào đội của Từng Ngõ. Bạn xem lại từng chữ nhé.',
  'join.looking': 'Đang xem mã…',
  'join.iphone_first':
    'Trên iPhone, bạn cài Từng Ngõ ra màn hình chính rồi vào đội từ đó. {browser} và ứng dụng đã cài giữ riêng, không thấy của nhau.',
  'join.iphone.code': 'Mã để gõ vào ứng dụng sau khi cài:',
  'join.iphone.any_code': 'mã của đội',
  'join.iphone.copy': 'Chép mã',
  'join.iphone.stay': 'Vẫn vào bằng {browser}',
  'join.iphone.stay.why':
    'Vào ngay trong {browser} cũng ghi và gửi được. Nhưng 7 ngày không mở thì iPhone có thể xóa những gì chưa gửi, và ứng dụng cài sau này phải vào đội lại từ đầu.',
  'join.as_volunteer': 'Bạn vào đội làm tình nguyện viên.',
  'join.as_lead': 'Bạn vào đội làm đội trưởng.',
  'join.at_once': 'Vào là dùng được ngay.',
  'join.after_approval': 'Sau đó đội trưởng hoặc cán bộ Đoàn duyệt máy của bạn.',
  'join.until': 'Mã dùng được đến {when}',
  'join.name': 'Họ và tên của bạn',
  'join.name.hint': 'Như trong danh sách của đội, ví dụ Nguyễn Thị Lan',
  'join.name.missing': 'Bạn nhập họ và tên để đội biết bạn là ai.',
  'join.consent': 'Tôi đã đọc và đồng ý cho giữ các thông tin này về tôi',
  'join.consent.missing': 'Bạn đọc thông báo rồi đánh dấu đồng ý thì mới vào đội được.',
  'join.take': 'Tham gia',
  'join.busy': 'Đang vào đội…',
  'join.other_code': 'Dùng mã khác',
  'join.done.title': 'Đã vào đội',
  'join.done.title.waiting': 'Đã gửi',
  'join.done.approved': 'Chào {name}! Bạn đã vào {team}.',
  'join.done.waiting': 'Chào {name}! Còn một bước: {team} duyệt máy của bạn.',
  'join.done.start': 'Bắt đầu ghi',

  'scan.camera': 'Hình từ máy ảnh',
  'scan.hold': 'Đưa mã QR vào giữa khung hình.',
  'scan.slow': 'Chưa thấy mã. Bạn lại gần hơn, hoặc dùng cách khác.',
  'scan.other_way': 'Dùng cách khác',
  'scan.not_allowed':
    'Máy chưa cho dùng máy ảnh. Bạn bấm biểu tượng ổ khóa cạnh địa chỉ, bật Máy ảnh rồi thử lại.',
  'scan.busy': 'Máy ảnh đang bận vì ứng dụng khác. Bạn đóng ứng dụng đó rồi thử lại.',
  'me.language.unreachable': 'Cần có mạng một lần để tải tiếng Anh. Có mạng rồi bạn chọn lại nhé.',
  'scan.missing': 'Máy này chưa tải bộ đọc mã QR. Có mạng rồi bạn thử lại, hoặc gõ mã ngắn.',
  'scan.no_camera': 'Không mở được máy ảnh. Bạn chọn ảnh hoặc gõ mã ngắn.',

  'privacy.title': 'Thông tin của bạn',
  'privacy.what': 'Giữ những gì',
  'privacy.what.text':
    'Họ tên, đội, vai trò của bạn, những buổi bạn ghi, và lần cuối máy này gặp máy chủ. Không giữ số điện thoại, vị trí hay danh bạ.',
  'privacy.why': 'Để làm gì',
  'privacy.why.text': 'Để đội biết ai làm việc gì, và cộng số liệu tình nguyện cho đúng.',
  'privacy.who': 'Ai xem được',
  'privacy.who.text':
    'Bạn, đội của bạn và cán bộ Đoàn phụ trách. Đơn vị Đoàn lập đội chịu trách nhiệm giữ.',
  'privacy.long': 'Giữ bao lâu',
  'privacy.long.text': 'Từng buổi giữ 24 tháng, sau đó chỉ còn con số tổng, không còn tên bạn.',
  'privacy.rights': 'Quyền của bạn',
  'privacy.rights.text':
    'Xem, sửa, rút lại đồng ý, xin xóa hoặc phản đối. Bạn nói với đội trưởng hay cán bộ Đoàn, họ trả lời trong 2 ngày làm việc. Dưới 16 tuổi thì hỏi cha mẹ trước.',
  'privacy.law': 'Theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 và Nghị định 356/2025/NĐ-CP.',

  'rules.may': 'Được làm',
  'rules.may.1': 'Ngồi cạnh, giải thích, chỉ chỗ bấm để bà con tự thao tác.',
  'rules.may.2':
    'Cài ứng dụng từ CH Play hoặc App Store; giữ thẻ giúp khi quét NFC nếu bà con nhờ.',
  'rules.may.3': 'Ghi lời nhắc lên giấy của bà con; việc khó thì giới thiệu tới nơi phụ trách.',
  'rules.not': 'Không được làm',
  'rules.not.1': 'Không gõ, nhìn, nghe hay ghi mật khẩu, mã OTP, mã PIN của bà con.',
  'rules.not.2':
    'Không chụp thẻ, khuôn mặt, màn hình; không giữ số giấy tờ; không làm qua điện thoại hay Zalo.',
  'rules.not.3':
    'Không nhận tiền, không dùng tài khoản của mình nộp thay, không hứa chắc sẽ được duyệt.',

  'role.lead': 'Đội trưởng',
  'role.volunteer': 'Tình nguyện viên',
  'me.state.approved': 'Đã vào đội',
  'me.state.pending': 'Đang chờ duyệt',
  'me.state.refused': 'Đội chưa nhận máy này',
  'me.state.ended': 'Đã rời đội',
  'me.state.unknown': 'Máy chủ chưa biết',
  'me.not.refused': 'chưa được nhận',
  'me.not.ended': 'đã rời đội',
  'me.not.unknown': 'chưa được nhận',
  'me.who': 'Ai đang cầm máy?',
  'me.join_more': 'Vào thêm đội hoặc thêm người',
  'me.language': 'Ngôn ngữ',
  'me.rules.text': 'Sáu điều nhớ trước khi giúp bà con',
  'me.privacy.text': 'Từng Ngõ giữ gì về bạn, quyền của bạn',
  'me.desk': 'Bàn điều phối',
  'me.desk.text': 'Dành cho cán bộ Đoàn: số liệu, đội, duyệt máy',

  'install.title': 'Cài ra màn hình chính',
  'install.done': 'Đã cài trên máy này.',
  'install.why': 'Cài rồi thì chạm một cái là mở, và máy giữ những gì bạn ghi chắc hơn.',
  'install.by_menu':
    'Bấm dấu ba chấm ⋮ của trình duyệt, chọn “Cài đặt ứng dụng” hoặc “Thêm vào màn hình chính”.',
  'install.take': 'Cài đặt',
  'install.offline_ready': 'Sẵn sàng dùng khi mất mạng',
  'install.iphone.why': 'Trên iPhone, phải cài thì Safari mới không xóa những gì bạn ghi.',
  'install.iphone.1': 'Bấm nút Chia sẻ ở cuối màn hình',
  'install.iphone.2': 'Kéo xuống, chọn “Thêm vào MH chính”, rồi bấm “Thêm”',
  'install.iphone.3': 'Mở Từng Ngõ từ màn hình chính',

  'install.iphone.1.chrome': 'Trong {browser}, bấm nút Chia sẻ ở bên phải thanh địa chỉ',
  'install.iphone.1.firefox': 'Trong {browser}, mở bảng chọn ☰ hoặc ⋯ rồi bấm Chia sẻ',
  'install.iphone.3.code': 'Mở Từng Ngõ từ màn hình chính, bấm “Vào đội” rồi gõ {code}',
  'install.iphone.other': 'Không thấy mục đó? Bạn mở lời mời bằng Safari rồi làm như trên.',
  'storage.title': 'Chỗ lưu trên máy',
  'storage.kept': 'Trình duyệt đã hứa giữ những gì bạn ghi.',
  'storage.not_kept':
    'Trình duyệt chưa hứa giữ. Bạn cài ra màn hình chính, và đừng xóa dữ liệu trang web khi còn buổi chưa gửi.',
  'storage.free': 'Còn trống khoảng {n} MB cho Từng Ngõ',

  'about.title': 'Ứng dụng',
  'about.version': 'Từng Ngõ bản {version}',
  'about.differs':
    'Số liệu xem trên máy này đang lệch với máy chủ. Không mất gì cả: những gì bạn ghi vẫn được giữ và gửi như thường. Máy tự báo cho người phụ trách.',
  'about.check': 'Tìm bản mới',
  'about.latest': 'Bạn đang dùng bản mới nhất tải được.',
} as const
