// Word for word the register of problems (sync/problems.py); a test holds them equal.
export const problems: Record<string, string> = {
  'problem.bad_json':
    'Máy chủ không đọc được nội dung vừa gửi. Bạn cập nhật ứng dụng rồi gửi lại nhé.',
  'problem.too_deep':
    'Nội dung vừa gửi lồng nhau quá nhiều lớp. Bạn cập nhật ứng dụng rồi gửi lại nhé.',
  'problem.bad_text': 'Có ký tự không dùng được. Bạn xóa ký tự lạ rồi gửi lại nhé.',
  'problem.not_finite_number': 'Có một con số không hợp lệ. Bạn nhập lại số đó nhé.',
  'problem.body_too_large': 'Gửi một lần quá nhiều. Ứng dụng sẽ chia nhỏ rồi gửi lại.',
  'problem.batch_too_large': 'Gửi một lần quá nhiều buổi. Ứng dụng sẽ chia nhỏ rồi gửi lại.',
  'problem.unsupported_encoding':
    'Máy chủ không mở được gói dữ liệu nén này. Bạn cập nhật ứng dụng rồi gửi lại nhé.',
  'problem.unsupported_media_type':
    'Máy chủ chỉ nhận dữ liệu JSON. Bạn cập nhật ứng dụng rồi gửi lại nhé.',
  'problem.invalid_shape': 'Có chỗ điền chưa đúng. Bạn xem lại các ô được đánh dấu nhé.',
  'problem.unauthenticated':
    'Bạn cần đăng nhập hoặc tham gia đội trước. Những gì đã ghi vẫn còn trên máy này.',
  'problem.device_unknown':
    'Máy chủ chưa biết điện thoại này. Bạn quét lại mã của đội; dữ liệu vẫn còn trên máy này.',
  'problem.device_revoked':
    'Điện thoại này đã bị ngừng. Buổi đã ghi được giữ cho đội trưởng xem; để vào lại, bạn xin mã mời mới nhé.',
  'problem.wrong_role': 'Việc này cần quyền khác. Bạn hỏi đội trưởng hoặc cán bộ phụ trách nhé.',
  'problem.acting_member_required':
    'Máy này có thể nhiều người dùng chung, nên cần biết ai đang cầm máy. Bạn mở lại Từng Ngõ, chọn tên mình rồi làm lại nhé.',
  'problem.cross_site':
    'Yêu cầu đến từ trang khác nên không được nhận. Bạn mở thẳng Từng Ngõ rồi làm lại nhé.',
  'problem.not_found':
    'Không tìm thấy mục này. Có thể nó đã được chuyển đi hoặc ngoài phạm vi của bạn.',
  'problem.method_not_allowed': 'Địa chỉ này không làm được việc đó. Bạn cập nhật ứng dụng nhé.',
  'problem.sign_in_unfinished':
    'Bạn chưa đăng nhập xong. Bạn mở trang điều phối và làm nốt bước còn lại nhé.',
  'problem.confirm_first':
    'Việc này cần nhập lại mật khẩu. Bạn nhập mật khẩu đang dùng rồi làm lại nhé.',
  'problem.bad_factor':
    'Mã hoặc khóa truy cập chưa đúng, hoặc đã dùng rồi. Bạn lấy mã mới rồi thử lại nhé.',
  'problem.bad_credentials': 'Tên đăng nhập hoặc mật khẩu chưa đúng. Bạn nhập lại nhé.',
  'problem.too_many_attempts': 'Bạn thử nhiều lần quá. Đợi một lát rồi thử lại nhé.',
  'problem.file_in_work':
    'Máy chủ đang làm một tệp khác cho bạn. Đợi tải xong tệp đó rồi bấm tải lại nhé.',
  'problem.files_busy':
    'Máy chủ đang làm nhiều tệp cho người khác. Bạn đợi một phút rồi bấm tải lại nhé.',
  'problem.push_in_work':
    'Lần gửi trước của máy này chưa xong. Ứng dụng sẽ tự gửi lại sau giây lát.',
  'problem.pushed_too_much':
    'Máy này vừa gửi lên rất nhiều. Phần còn lại vẫn ở trên máy, ứng dụng sẽ gửi tiếp sau ít phút.',
  'problem.waiting_full':
    'Máy này có quá nhiều mục đang chờ xem. Nhờ đội trưởng hoặc cán bộ Đoàn xem giúp; mọi thứ vẫn còn trên máy.',
  'problem.invitation_unknown':
    'Mã này không có. Bạn kiểm tra lại từng chữ, hoặc xin đội trưởng mã mới.',
  'problem.invitation_expired': 'Mã đã hết hạn. Bạn xin đội trưởng mã mới nhé.',
  'problem.invitation_used_up': 'Mã đã dùng hết lượt. Bạn xin đội trưởng mã mới nhé.',
  'problem.invitation_revoked': 'Mã đã bị thu lại. Bạn xin đội trưởng mã mới nhé.',
  'problem.consent_required': 'Bạn đọc thông báo và đồng ý trước khi tham gia nhé.',
  'problem.device_taken':
    'Máy chủ không nhận ra điện thoại này nữa. Dữ liệu vẫn còn trên máy này; bạn báo người quản trị nhé.',
  'problem.proof_refused':
    'Máy này không chứng minh được là máy đã vào đội. Dữ liệu vẫn còn trên máy; bạn báo đội trưởng nhé.',
  'problem.proof_expired':
    'Mạng chậm quá nên máy chưa xác minh kịp. Bạn kiểm tra mạng rồi bấm lại một lần nữa nhé.',
  'problem.proof_needed':
    'Chưa rõ đây có phải máy cũ không. Khi có mạng, bạn đóng hẳn ứng dụng rồi mở lại, hoặc xin mã của đội mình.',
  'problem.renewal_waits':
    'Máy đang chờ duyệt để vào lại. Bạn gọi đội trưởng và đọc hai từ trên màn hình này nhé.',
  'problem.already_waiting':
    'Máy này đang chờ đội trưởng duyệt. Bạn nhờ đội trưởng từ chối lần xin trước, rồi thử lại nhé.',
  'problem.already_in_team':
    'Bạn đã ở trong đội rồi. Để làm đội trưởng, bạn xin cán bộ phụ trách mã không cần chờ duyệt nhé.',
  'problem.name_refused':
    'Tên này chưa dùng được. Bạn nhập họ và tên, không kèm số điện thoại hay số giấy tờ.',
  'problem.label_refused':
    'Nội dung này chưa dùng được. Bạn viết ngắn gọn, không kèm số điện thoại hay số giấy tờ.',
  'problem.bundle_unknown_phone':
    'Máy chủ chưa biết điện thoại đã ghi gói này. Bạn cứ giữ gói, rồi nhờ người ghi vào đội lại.',
  'problem.bundle_not_signed':
    'Gói này không đúng là của điện thoại đã ghi, nên máy chủ không nhận. Bạn để chính máy đó gửi nhé.',
  'problem.bundle_damaged': 'Gói này đọc không được. Bạn nhờ máy kia chuyển lại một lần nữa nhé.',
  'problem.already_closed':
    'Tháng này đã chốt số rồi, bản đã chốt không thay đổi. Số đến sau nằm ở mục bổ sung của tháng sau.',
  'problem.code_taken': 'Mã này đã có rồi, kể cả mã đã ngừng dùng. Bạn chọn mã khác nhé.',
  'problem.already_replaced':
    'Đơn vị này đã có đơn vị khác thay rồi. Bạn tải lại cây đơn vị để xem nhé.',
  'problem.still_undecided':
    'Còn đội hoặc đơn vị bên dưới chưa biết về đơn vị mới nào. Bạn chọn cho từng nơi rồi làm lại nhé.',
  'problem.login_taken': 'Tên đăng nhập này đã có rồi. Bạn chọn tên khác nhé.',
  'problem.wrong_password': 'Mật khẩu đang dùng chưa đúng. Bạn nhập lại nhé.',
  'problem.password_refused':
    'Mật khẩu mới ngắn hoặc dễ đoán quá. Bạn đặt một câu dài hơn, không có tên mình, tên đơn vị hay các phím liền nhau.',
  'problem.reset_unknown':
    'Đường dẫn đặt lại mật khẩu này không còn dùng được. Bạn xin cán bộ cấp trên đường dẫn mới nhé.',
  'problem.last_factor':
    'Tài khoản này phải có xác minh hai bước. Bạn thêm cách khác trước khi bỏ cách này nhé.',
  'problem.account_disabled': 'Tài khoản này đã ngừng. Bạn mở lại tài khoản rồi tạo đường dẫn nhé.',
  'problem.no_factor':
    'Mã dự phòng chỉ có khi tài khoản đã có xác minh hai bước. Bạn bật xác minh hai bước trước nhé.',
  'problem.passkeys_full':
    'Tài khoản đã đủ số khóa truy cập cho phép. Bạn bỏ một khóa không dùng nữa rồi thêm lại nhé.',
  'problem.unit_in_use':
    'Đơn vị này còn đội hoặc đơn vị bên dưới. Bạn chuyển hoặc kết thúc các nơi đó trước nhé.',
  'problem.unit_has_accounts':
    'Đơn vị này còn tài khoản đang dùng. Bạn chuyển sang đơn vị khác hoặc ngừng các tài khoản đó trước nhé.',
  'problem.closed_on_day':
    'Ngày đó nơi này chưa có hoặc không còn hoạt động. Bạn chọn ngày hoặc nơi khác nhé.',
  'problem.day_too_early': 'Ngày này sớm hơn ngày bắt đầu hiện nay. Bạn chọn ngày muộn hơn nhé.',
  'problem.day_too_late': 'Chưa tới ngày này. Bạn chọn hôm nay hoặc một ngày đã qua nhé.',
  'problem.already_there': 'Đã ở đúng nơi đó rồi, không cần chuyển. Bạn tải lại danh sách nhé.',
  'problem.member_exists': 'Người này đã được thêm trước đó rồi. Bạn tải lại danh sách nhé.',
  'problem.figure_there':
    'Số y như vậy đã được ghi rồi, nên không ghi thêm lần nữa. Nếu là việc khác, bạn ghi rõ nguồn khác nhé.',
  'problem.target_there':
    'Đã có chỉ tiêu loại này cho đúng những ngày đó. Bạn tìm trong danh sách rồi sửa nhé.',
  'problem.activity_there':
    'Ngày ra quân này đã có trong danh sách, nên không thêm lần nữa. Nếu là việc khác, bạn đặt tên khác nhé.',
  'problem.still_waiting': 'Còn người chờ duyệt. Bạn duyệt hoặc từ chối điện thoại đó trước nhé.',
  'problem.last_active':
    'Danh mục phải còn ít nhất một mục đang dùng. Bạn thêm mục khác trước nhé.',
  'problem.nothing_to_share':
    'Chưa chia được vì không có gì để chia. Bạn đặt chỉ tiêu riêng cho từng đơn vị nhé.',
  'problem.changed_meanwhile':
    'Có người vừa sửa chỗ này trước bạn. Bạn xem bản mới rồi sửa tiếp nhé.',
  'problem.not_taken_in':
    'Điện thoại ghi buổi này chưa được duyệt. Bạn duyệt máy đó, hoặc xem buổi này ở mục Cần xem nhé.',
  'problem.sheet_too_large':
    'Tệp lớn quá: tối đa 2 MB và 5.000 dòng. Bạn chia thành nhiều tệp, hoặc chép riêng phần cần nhập sang tệp mẫu.',
  'problem.sheet_too_old':
    'Đây là tệp .xls kiểu cũ hoặc có mật khẩu. Bạn mở bằng Excel, lưu thành .xlsx không mật khẩu rồi chọn lại nhé.',
  'problem.sheet_unreadable':
    'Không đọc được tệp này. Bạn mở bằng Excel, lưu lại thành tệp .xlsx rồi chọn lại nhé.',
  'problem.sheet_without_headings':
    'Không thấy đủ tên cột trong tệp. Bạn tải tệp mẫu, chép dữ liệu vào đó rồi chọn lại nhé.',
  'problem.sheet_empty': 'Tệp chưa có dòng nào dưới tên cột. Bạn điền vào tệp rồi chọn lại nhé.',
  'problem.sheet_refused':
    'Tệp còn dòng sai nên chưa ghi dòng nào. Bạn sửa các dòng đã chỉ ra rồi chọn lại tệp nhé.',
  'problem.sheet_busy':
    'Máy chủ đang đọc một tệp Excel khác. Bạn đợi vài giây rồi chọn lại tệp nhé.',
  'problem.history_reset':
    'Máy chủ vừa được khôi phục. Ứng dụng sẽ tải lại và gửi bù những gì còn thiếu.',
  'problem.conflict_settled': 'Mục này đã có người giải quyết rồi. Bạn tải lại danh sách nhé.',
  'problem.server_busy': 'Máy chủ đang bận. Ứng dụng sẽ tự gửi lại sau ít phút.',
  'problem.server_full':
    'Máy chủ hết chỗ chứa. Dữ liệu vẫn còn trên máy bạn; hãy báo người quản trị.',
  'problem.internal': 'Máy chủ gặp trục trặc. Dữ liệu vẫn còn trên máy bạn; ứng dụng sẽ gửi lại.',
  'problem.bad_shape':
    'Máy chủ không đọc được thay đổi này. Bạn cập nhật ứng dụng rồi ghi lại nhé.',
  'problem.unknown_kind': 'Máy chủ chưa biết loại này. Người phụ trách sẽ xem.',
  'problem.unknown_field': 'Có một ô máy chủ chưa biết. Bạn cập nhật ứng dụng nhé.',
  'problem.bad_value': 'Có ô điền chưa đúng. Bạn sửa lại nhé.',
  'problem.unknown_code': 'Có lựa chọn không có trong danh mục hoặc trong đội. Bạn chọn lại nhé.',
  'problem.bad_day': 'Ngày không đúng. Bạn xem lại ngày giờ của điện thoại rồi sửa ngày nhé.',
  'problem.not_member': 'Ngày đó bạn không ở trong đội này. Đội trưởng sẽ xem.',
  'problem.unknown_author': 'Người ghi chưa tham gia trên điện thoại này. Người phụ trách sẽ xem.',
  'problem.not_author': 'Buổi này do người khác ghi. Bạn nhờ người đó hoặc đội trưởng sửa nhé.',
  'problem.wrong_channel': 'Buổi này thuộc đội khác. Người phụ trách sẽ xem.',
  'problem.lead_only': 'Chỉ đội trưởng sửa được mục này. Bạn nhờ đội trưởng nhé.',
  'problem.record_exists': 'Mục này đã có với nội dung khác. Đội trưởng sẽ xem.',
  'problem.device_pending_other':
    'Điện thoại đang chờ duyệt nên chỉ sửa được buổi ghi trên máy này.',
  'problem.schema_too_new':
    'Ứng dụng mới hơn máy chủ. Máy chủ giữ lại và sẽ nhận sau khi được nâng cấp.',
  'problem.server_only_kind': 'Loại này chỉ máy chủ ghi được. Người phụ trách sẽ xem.',
  'problem.internal_failure':
    'Máy chủ xử lý chưa được. Máy chủ đã giữ lại cho người phụ trách xem.',
  'problem.id_reuse': 'Thay đổi này trùng mã với một thay đổi khác. Người phụ trách sẽ xem.',
  'problem.erased': 'Buổi này đã được xóa theo yêu cầu riêng tư.',
  'problem.needs_create': 'Máy chủ chưa nhận được buổi gốc. Máy chủ giữ thay đổi này và đợi.',
  'problem.served_too_many':
    'Như vậy có việc nhiều người hơn cả buổi. Bạn xem chỗ còn lại của buổi này trước, hoặc mở buổi ra sửa nhé.',
  'problem.screened': 'Đã nhận. Máy chủ đã xóa thông tin riêng của người dân trong ghi chú.',
}
