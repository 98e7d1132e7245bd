"""The register of everything that can go wrong: a stable code, an HTTP status, and a sentence in
both languages that says what to do. Programs switch on the code; status 0 stands for what
concerns one change and never a whole request."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of the register."""

    code: str
    status: int
    vi: str
    en: str


class ProblemError(Exception):
    """A request that ends in a problem. `details` goes out with it, so it must hold only JSON;
    `retry_after` is in seconds."""

    def __init__(
        self,
        problem: Problem,
        details: Mapping[str, Any] | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.details: dict[str, Any] = dict(details or {})
        self.retry_after = retry_after


PROBLEMS: dict[str, Problem] = {}


def _problem(code: str, status: int, vi: str, en: str) -> Problem:
    if code in PROBLEMS:
        raise ValueError(f"{code} stands twice in the register")
    PROBLEMS[code] = Problem(code, status, vi, en)
    return PROBLEMS[code]


# A body that cannot be read.
BAD_JSON = _problem(
    "bad_json",
    400,
    "Máy chủ không đọc được nội dung vừa gửi. Bạn cập nhật ứng dụng rồi gửi lại nhé.",
    "The server could not read what was sent. Update the app and send again.",
)
TOO_DEEP = _problem(
    "too_deep",
    400,
    "Máy chủ không đọc được nội dung vừa gửi. Bạn cập nhật ứng dụng rồi gửi lại nhé.",
    "What was sent is nested too deeply. Update the app and send again.",
)
BAD_TEXT = _problem(
    "bad_text",
    400,
    "Có ký tự không dùng được. Bạn xóa ký tự lạ rồi gửi lại nhé.",
    "There is a character that cannot be used. Remove it and send again.",
)
NOT_FINITE_NUMBER = _problem(
    "not_finite_number",
    400,
    "Có một con số không hợp lệ. Bạn nhập lại số đó nhé.",
    "One number is not a number. Enter it again.",
)
BODY_TOO_LARGE = _problem(
    "body_too_large",
    413,
    "Gửi một lần quá nhiều. Ứng dụng sẽ chia nhỏ rồi gửi lại.",
    "Too much was sent at once. The app will split it and send again.",
)
BATCH_TOO_LARGE = _problem(
    "batch_too_large",
    413,
    "Gửi một lần quá nhiều buổi. Ứng dụng sẽ chia nhỏ rồi gửi lại.",
    "Too many changes were sent at once. The app will split them and send again.",
)
UNSUPPORTED_ENCODING = _problem(
    "unsupported_encoding",
    415,
    "Máy chủ không đọc được nội dung vừa gửi. Bạn cập nhật ứng dụng rồi gửi lại nhé.",
    "The server cannot unpack this encoding. Update the app and send again.",
)
UNSUPPORTED_MEDIA_TYPE = _problem(
    "unsupported_media_type",
    415,
    "Máy chủ không đọc được nội dung vừa gửi. Bạn cập nhật ứng dụng rồi gửi lại nhé.",
    "The server takes JSON only. Update the app and send again.",
)
INVALID_SHAPE = _problem(
    "invalid_shape",
    422,
    "Có chỗ điền chưa đúng. Bạn xem lại các ô được đánh dấu nhé.",
    "Something is not filled in correctly. Look at the marked fields.",
)

# Who asks, and what they may.
UNAUTHENTICATED = _problem(
    "unauthenticated",
    401,
    "Bạn cần đăng nhập hoặc tham gia đội trước. Những gì đã ghi vẫn còn trên máy này.",
    "Sign in or join a team first. What you recorded is still on this phone.",
)
DEVICE_UNKNOWN = _problem(
    "device_unknown",
    401,
    "Máy chủ chưa biết điện thoại này. Bạn quét lại mã của đội; dữ liệu vẫn còn trên máy này.",
    "The server does not know this phone. Scan the team's code again; your data is still here.",
)
DEVICE_REVOKED = _problem(
    "device_revoked",
    403,
    "Điện thoại này đã bị ngừng. Buổi đã ghi được giữ cho đội trưởng xem; để vào lại, bạn xin mã mời mới nhé.",
    "This phone was stopped. What it sent is kept for the team lead; ask for a new code to come back.",
)
WRONG_ROLE = _problem(
    "wrong_role",
    403,
    "Việc này cần quyền khác. Bạn hỏi đội trưởng hoặc cán bộ phụ trách nhé.",
    "This needs another role. Ask your team lead or coordinator.",
)
ACTING_MEMBER_REQUIRED = _problem(
    "acting_member_required",
    403,
    "Máy này có thể nhiều người dùng chung, nên cần biết ai đang cầm máy. Bạn mở lại Từng Ngõ, chọn tên mình rồi làm lại nhé.",
    "Several people may share this phone, so it has to say who holds it. Open Từng Ngõ again, choose your name and try again.",
)
CROSS_SITE = _problem(
    "cross_site",
    403,
    "Yêu cầu đến từ trang khác nên không được nhận. Bạn mở thẳng Từng Ngõ rồi làm lại nhé.",
    "The request came from another site and was refused. Open Từng Ngõ itself and try again.",
)
NOT_FOUND = _problem(
    "not_found",
    404,
    "Không tìm thấy mục này. Có thể nó đã được chuyển đi hoặc ngoài phạm vi của bạn.",
    "Nothing was found here. It may have moved, or lie outside your area.",
)
METHOD_NOT_ALLOWED = _problem(
    "method_not_allowed",
    405,
    "Địa chỉ này không làm được việc đó. Bạn cập nhật ứng dụng nhé.",
    "This address cannot do that. Update the app.",
)
SIGN_IN_UNFINISHED = _problem(
    "sign_in_unfinished",
    403,
    "Bạn chưa đăng nhập xong. Bạn mở trang của cán bộ Đoàn và làm nốt bước còn lại.",
    "The sign-in is not finished. Open the coordinators’ page and do the step that is left.",
)
CONFIRM_FIRST = _problem(
    "confirm_first",
    403,
    "Việc này cần nhập lại mật khẩu. Bạn nhập mật khẩu đang dùng rồi làm lại.",
    "This needs the password once more. Enter the present password and try again.",
)
BAD_FACTOR = _problem(
    "bad_factor",
    401,
    "Mã hoặc khóa truy cập chưa đúng, hoặc đã dùng rồi. Bạn lấy mã mới rồi thử lại.",
    "The code or the passkey is not right, or was used already. Take a new one and try again.",
)
BAD_CREDENTIALS = _problem(
    "bad_credentials",
    401,
    "Tên đăng nhập hoặc mật khẩu chưa đúng. Bạn nhập lại.",
    "The login or the password is not right. Enter them again.",
)
TOO_MANY_ATTEMPTS = _problem(
    "too_many_attempts",
    429,
    "Bạn thử nhiều lần quá. Đợi một lát rồi thử lại nhé.",
    "Too many attempts. Wait a little and try again.",
)
PUSH_IN_WORK = _problem(
    "push_in_work",
    429,
    "Lần gửi trước của máy này chưa xong. Ứng dụng sẽ tự gửi lại sau giây lát.",
    "This phone's last upload is still being worked on. The app will send again in a moment.",
)
PUSHED_TOO_MUCH = _problem(
    "pushed_too_much",
    429,
    "Máy này vừa gửi lên rất nhiều. Phần còn lại vẫn ở trên máy, ứng dụng sẽ gửi tiếp sau ít phút.",
    "This phone has just sent a great deal. The rest stays on it, and the app will go on in a few minutes.",
)
READ_TOO_MUCH = _problem(
    "read_too_much",
    429,
    "Bạn vừa mở, tải xuống hoặc nhập rất nhiều. Đợi một lát, ứng dụng sẽ tự tải tiếp; tệp Excel thì bạn chọn lại.",
    "You have just opened, downloaded or imported a lot. Wait a little: the app goes on; choose an Excel file again.",
)
ADDED_TOO_MUCH = _problem(
    "added_too_much",
    429,
    "Hôm nay bạn đã thêm hoặc sửa rất nhiều. Mai bạn làm tiếp, hoặc nhờ cán bộ Đoàn cấp trên làm giúp.",
    "You have added or changed very much today. Go on tomorrow, or ask a coordinator above you.",
)
WAITING_FULL = _problem(
    "waiting_full",
    429,
    "Máy này có quá nhiều mục đang chờ xem. Nhờ đội trưởng hoặc cán bộ Đoàn xem giúp; mọi thứ vẫn còn trên máy.",
    "Too much from this phone waits to be looked at. Ask the lead or coordinator to settle it; nothing is lost.",
)

# Joining.
INVITATION_UNKNOWN = _problem(
    "invitation_unknown",
    404,
    "Mã này không có. Bạn kiểm tra lại từng chữ, hoặc xin đội trưởng mã mới.",
    "There is no such code. Check each letter, or ask your lead for a new one.",
)
INVITATION_EXPIRED = _problem(
    "invitation_expired",
    410,
    "Mã đã hết hạn. Bạn xin đội trưởng mã mới nhé.",
    "The code has expired. Ask your lead for a new one.",
)
INVITATION_USED_UP = _problem(
    "invitation_used_up",
    410,
    "Mã đã dùng hết lượt. Bạn xin đội trưởng mã mới nhé.",
    "The code has been used up. Ask your lead for a new one.",
)
INVITATION_REVOKED = _problem(
    "invitation_revoked",
    410,
    "Mã đã bị thu lại. Bạn xin đội trưởng mã mới nhé.",
    "The code was withdrawn. Ask your lead for a new one.",
)
CONSENT_REQUIRED = _problem(
    "consent_required",
    422,
    "Bạn đọc thông báo và đồng ý trước khi tham gia nhé.",
    "Read the notice and agree to it before joining.",
)
DEVICE_TAKEN = _problem(
    "device_taken",
    409,
    "Máy chủ không nhận ra điện thoại này nữa. Dữ liệu vẫn còn trên máy này; bạn báo người quản trị nhé.",
    "The server no longer recognises this phone. Your data is still on it; tell the administrator.",
)
PROOF_REFUSED = _problem(
    "proof_refused",
    403,
    "Máy này không chứng minh được là máy đã vào đội. Dữ liệu vẫn còn trên máy; bạn báo đội trưởng nhé.",
    "This phone could not prove that it is the one that joined. Your data is still on it; tell your lead.",
)
PROOF_EXPIRED = _problem(
    "proof_expired",
    409,
    "Mạng chậm quá nên máy chưa xác minh kịp. Bạn kiểm tra mạng rồi bấm lại một lần nữa nhé.",
    "The phone took too long to answer the server. Check the network and press once more.",
)
PROOF_NEEDED = _problem(
    "proof_needed",
    409,
    "Chưa rõ đây có phải máy cũ không. Khi có mạng, bạn đóng hẳn ứng dụng rồi mở lại, hoặc xin mã của đội mình.",
    "This may not be the phone that is known. Close the app whole and reopen it online, or ask for a code of your own team.",
)
RENEWAL_WAITS = _problem(
    "renewal_waits",
    403,
    "Máy đang chờ duyệt để vào lại. Bạn gọi đội trưởng và đọc hai từ trên màn hình này nhé.",
    "The phone waits to be let in again. Call your lead and read out the two words on the screen.",
)
ALREADY_WAITING = _problem(
    "already_waiting",
    409,
    "Máy này đang chờ đội trưởng duyệt. Bạn nhờ đội trưởng từ chối lần xin trước, rồi thử lại nhé.",
    "This phone already waits for your lead. Ask the lead to refuse that request, then try again.",
)
ALREADY_IN_TEAM = _problem(
    "already_in_team",
    409,
    "Bạn đã ở trong đội rồi. Để làm đội trưởng, bạn xin cán bộ phụ trách mã không cần chờ duyệt nhé.",
    "You are in the team already. To become its lead, ask the coordinator for a code without approval.",
)
PHONE_FULL = _problem(
    "phone_full",
    409,
    "Máy này đã có 20 người dùng chung. Bạn tham gia bằng máy khác, hoặc nhờ đội trưởng thêm tên bạn vào đội.",
    "This phone has 20 people already. Join on another phone, or ask your lead to add your name to the team.",
)
NAME_REFUSED = _problem(
    "name_refused",
    422,
    "Tên này chưa dùng được. Bạn nhập họ và tên, không kèm số điện thoại hay số giấy tờ.",
    "This name cannot be used. Enter a person's name, without phone or paper numbers.",
)

# Changes that somebody else brings.
BUNDLE_UNKNOWN_PHONE = _problem(
    "bundle_unknown_phone",
    404,
    "Máy chủ chưa biết điện thoại đã ghi gói này. Bạn cứ giữ gói, rồi nhờ người ghi vào đội lại.",
    "The server does not know the phone that recorded this. Keep it, and have that person join again.",
)
BUNDLE_NOT_SIGNED = _problem(
    "bundle_not_signed",
    422,
    "Gói này không đúng là của điện thoại đã ghi, nên máy chủ không nhận. Bạn để chính máy đó gửi nhé.",
    "This does not come from the phone that recorded it, so it is not taken. Let that phone send it.",
)
BUNDLE_DAMAGED = _problem(
    "bundle_damaged",
    422,
    "Gói này đọc không được. Bạn nhờ máy kia chuyển lại một lần nữa nhé.",
    "This cannot be read. Have the other phone hand it over once more.",
)
# What coordinators keep.
LABEL_REFUSED = _problem(
    "label_refused",
    422,
    "Nội dung này chưa dùng được. Bạn viết ngắn gọn, không kèm số điện thoại hay số giấy tờ.",
    "This wording cannot be used. Keep it short, without phone or paper numbers.",
)
PERSON_NAMED = _problem(
    "person_named",
    422,
    "Chỗ này có vẻ ghi họ tên một người, nên chưa lưu được. Bạn bỏ họ tên đi, chỉ ghi tên cơ quan, tổ chức hay địa điểm.",
    "This seems to name a person, so it was not saved. Take the name out; offices, organisations and places may stay.",
)
CODE_TAKEN = _problem(
    "code_taken",
    409,
    "Mã này đã có rồi, kể cả mã đã ngừng dùng. Bạn chọn mã khác.",
    "This code is taken, perhaps by something retired. Choose another one.",
)
ALREADY_CLOSED = _problem(
    "already_closed",
    409,
    "Tháng này đã chốt số rồi, bản đã chốt không thay đổi. Số đến sau nằm ở mục bổ sung của tháng sau.",
    "This month is closed, and stays as it was. What comes later is told by the next report.",
)
BEFORE_UNIT = _problem(
    "before_unit",
    409,
    "Tháng này đơn vị chưa thành lập, nên không có gì để chốt. Bạn chọn tháng khác.",
    "This unit had not begun in that month, so there is nothing to close. Choose another month.",
)
MONTH_INCOMPLETE = _problem(
    "month_incomplete",
    409,
    "Tháng này còn thiếu số: chưa hết tháng, hoặc còn đội chưa gửi. Bạn xem danh sách còn thiếu rồi xác nhận.",
    "This month is not complete: it still runs, or teams have not sent all. Look at what is missing, then confirm.",
)
TOO_MANY_SESSIONS = _problem(
    "too_many_sessions",
    409,
    "Có quá nhiều buổi để xếp hoặc cộng một lần. Bạn chọn ít ngày hơn, lọc bớt, hoặc xếp theo ngày mới nhất.",
    "There are too many sessions to sort or to add up at once. Choose fewer days, filter, or take the newest first.",
)
NOTHING_TO_CONFIRM = _problem(
    "nothing_to_confirm",
    409,
    "Trong những ngày này, người này chưa có buổi nào được tính, nên chưa có gì để xác nhận. Bạn chọn những ngày khác.",
    "No session of this person counts on these days, so there is nothing to confirm. Choose other days.",
)
CERTIFICATES_FULL = _problem(
    "certificates_full",
    409,
    "Người này đã có 60 giấy xác nhận còn giá trị về đội này, không cấp thêm được nữa. Bạn thu hồi bớt giấy không còn dùng.",
    "This person has 60 certificates about this team that hold, and no more can be issued. Withdraw those no longer of use.",
)
CODES_FULL = _problem(
    "codes_full",
    409,
    "Đơn vị đã có 500 mã đang dùng, hoặc mã này treo ở 200 nơi rồi. Bạn ngừng bớt mã, hoặc ghi bớt nơi đã gỡ.",
    "This unit has 500 codes in use, or this one hangs in 200 places. End some, or note places as taken down.",
)
LINK_REFUSED = _problem(
    "link_refused",
    422,
    "Mã chỉ dẫn được đến trang https của các địa chỉ ghi dưới ô liên kết. Bạn dán trang khác, hoặc nhờ quản trị thêm.",
    "A code may lead only to https pages of the hosts below the field. Paste another, or ask the operator to add it.",
)
CODE_EXPIRED = _problem(
    "code_expired",
    410,
    "Mã này không còn dùng.",
    "This code is no longer in use.",
)
PAGE_WITHDRAWN = _problem(
    "page_withdrawn",
    410,
    "Trang này đã được thu lại. Bạn hỏi đơn vị ghi trên trang.",
    "This page was withdrawn. Ask the unit that it names.",
)
SITE_NAME_TAKEN = _problem(
    "site_name_taken",
    409,
    "Địa chỉ này đã dùng cho nơi khác và không dùng lại được. Bạn chọn địa chỉ khác.",
    "This address belongs to another place and is never used again. Choose another one.",
)
SECOND_PERSON_NEEDED = _problem(
    "second_person_needed",
    409,
    "Bài do chính bạn viết thì cần một người khác duyệt. Bạn nhờ người có tài khoản khác xem giúp.",
    "You wrote this yourself, so somebody else has to approve it. Ask a person with another account.",
)
SOURCE_REFUSED = _problem(
    "source_refused",
    422,
    "Địa chỉ của nguồn phải là một trang bắt đầu bằng https://. Bạn dán lại, hoặc để trống.",
    "The address of a source has to begin with https://. Paste it again, or leave it empty.",
)
CODE_NOT_OPEN = _problem(
    "code_not_open",
    409,
    "Mã này chưa dùng được. Bạn quay lại sau.",
    "This code cannot be used yet. Come back later.",
)
WRONG_OFFSET = _problem(
    "wrong_offset",
    409,
    "Máy chủ đang có một phần khác của tệp này. Ứng dụng sẽ gửi tiếp từ đúng chỗ.",
    "The server holds another part of this file. The app goes on from there.",
)
BLOB_DAMAGED = _problem(
    "blob_damaged",
    422,
    "Tệp tới nơi không còn nguyên vẹn nên chưa nhận. Ứng dụng sẽ gửi lại từ đầu.",
    "The file did not arrive whole, so it was not taken. The app sends it again from the beginning.",
)
PHOTO_HAS_METADATA = _problem(
    "photo_has_metadata",
    422,
    "Ảnh còn kèm thông tin ẩn như nơi chụp, máy chụp nên chưa nhận. Bạn chọn lại ảnh trong ứng dụng.",
    "This photo still tells where or by what it was taken. Choose it again in the app, which takes that out.",
)
FILE_REFUSED = _problem(
    "file_refused",
    422,
    "Chỉ nhận ảnh JPEG, WebP nhỏ và tệp PDF, DOCX, XLSX đến 20 MB, không khóa, không có macro. Bạn chọn tệp khác.",
    "Only small JPEG or WebP photos, and PDF, DOCX or XLSX up to 20 MB without lock or macros. Choose another file.",
)
QUOTA_FULL = _problem(
    "quota_full",
    409,
    "Đơn vị đã dùng hết 2 GB cho ảnh và tệp. Bạn thu hồi tài liệu quét không dùng nữa; tệp thừa tự xóa sau bảy ngày.",
    "The unit has used its 2 GB for files. Withdraw scanned papers no longer needed; unused files go after seven days.",
)
BLOB_MISSING = _problem(
    "blob_missing",
    404,
    "Máy chủ không có tệp này. Bạn gửi lại tệp, hoặc nhờ cán bộ đã đăng tệp gửi lại.",
    "The server does not have this file. Send it again, or ask the coordinator who published it to do so.",
)
LATER_CLOSED = _problem(
    "later_closed",
    409,
    "Đã chốt một tháng sau tháng này. Bạn mở lại tháng sau trước, rồi mới mở tháng này.",
    "A later month is closed. Open that one again first, then this one.",
)
ALREADY_REPLACED = _problem(
    "already_replaced",
    409,
    "Đơn vị này đã có đơn vị khác thay rồi. Bạn tải lại cây đơn vị để xem.",
    "Another unit has taken the place of this one already. Load the units again to see it.",
)
STILL_UNDECIDED = _problem(
    "still_undecided",
    409,
    "Còn đội hoặc đơn vị bên dưới chưa biết về đơn vị mới nào. Bạn chọn cho từng nơi rồi làm lại.",
    "It is still open where some teams or units below go. Choose for each of them, then try again.",
)
LOGIN_TAKEN = _problem(
    "login_taken",
    409,
    "Tên đăng nhập này đã có rồi. Bạn chọn tên khác.",
    "This login is taken. Choose another one.",
)
WRONG_PASSWORD = _problem(
    "wrong_password",
    422,
    "Mật khẩu đang dùng chưa đúng. Bạn nhập lại.",
    "The present password is not right. Enter it again.",
)
PASSWORD_REFUSED = _problem(
    "password_refused",
    422,
    "Mật khẩu mới ngắn hoặc dễ đoán quá. Bạn đặt một câu dài hơn, không có tên mình, tên đơn vị hay "
    "các phím liền nhau.",
    "The new password is too short or easy to guess. Take a longer phrase, without your name, your "
    "unit's or keys in a row.",
)
RESET_UNKNOWN = _problem(
    "reset_unknown",
    404,
    "Đường dẫn đặt lại mật khẩu này không còn dùng được. Bạn xin cán bộ cấp trên đường dẫn mới.",
    "This link for a new password holds no more. Ask the coordinator above you for a new one.",
)
LAST_FACTOR = _problem(
    "last_factor",
    409,
    "Tài khoản này phải có xác minh hai bước. Bạn thêm cách khác trước khi bỏ cách này.",
    "This account must have a second step. Add another one before you take this one away.",
)
ACCOUNT_DISABLED = _problem(
    "account_disabled",
    409,
    "Tài khoản này đã ngừng. Bạn mở lại tài khoản rồi tạo đường dẫn.",
    "This account is stopped. Let it work again first, then make the link.",
)
NO_FACTOR = _problem(
    "no_factor",
    409,
    "Mã dự phòng chỉ có khi tài khoản đã có xác minh hai bước. Bạn bật xác minh hai bước trước.",
    "Recovery codes come with a second step. Add one first.",
)
PASSKEYS_FULL = _problem(
    "passkeys_full",
    409,
    "Tài khoản đã đủ số khóa truy cập cho phép. Bạn bỏ một khóa không dùng nữa rồi thêm lại.",
    "The account has as many passkeys as it can. Take away one that you no longer use, then add it.",
)
UNIT_IN_USE = _problem(
    "unit_in_use",
    409,
    "Đơn vị này còn đội hoặc đơn vị bên dưới. Bạn chuyển hoặc kết thúc các nơi đó trước.",
    "Teams or units still stand under this unit. Move or end them first.",
)
UNIT_HAS_ACCOUNTS = _problem(
    "unit_has_accounts",
    409,
    "Đơn vị này còn tài khoản đang dùng. Bạn chuyển sang đơn vị khác hoặc ngừng các tài khoản đó trước.",
    "Accounts are still in use at this unit. Under Accounts, move or stop them first.",
)
UNIT_FULL = _problem(
    "unit_full",
    409,
    "Đơn vị này đã đủ 1.000 đơn vị trực thuộc (kể cả cũ: 3.000), không thêm được nữa. Bạn xem lại đơn vị cấp trên đã chọn.",
    "There are 1,000 units right below this one already (3,000 with old ones). Look whether it is the right one above.",
)
TARGETS_FULL = _problem(
    "targets_full",
    409,
    "Nơi này đã có quá nhiều chỉ tiêu, không đặt thêm được nữa. Bạn hủy các chỉ tiêu không còn dùng rồi đặt lại.",
    "There are too many targets here already. Take back those that are no longer of use, then set it again.",
)
FIGURES_FULL = _problem(
    "figures_full",
    409,
    "Tháng này đã nhập 300 số cho nơi này, không nhập thêm được nữa. Bạn rút các số nhập lẻ rồi nhập một số gộp.",
    "This place has 300 figures for this month already. Take back some and enter their sum as one.",
)
CHANGE_TOO_LARGE = _problem(
    "change_too_large",
    413,
    "Thay đổi này kéo theo hơn 5.000 đơn vị, nhiều quá; chưa ghi gì. Bạn làm lần lượt với từng đơn vị bên dưới.",
    "This change takes more than 5,000 units along, which is too many; nothing was written. Change the units below in turn.",
)
CHANGE_SLOW = _problem(
    "change_slow",
    503,
    "Thay đổi này lâu quá nên máy chủ đã dừng, chưa ghi gì. Bạn làm lại lúc vắng người, hoặc chia thành nhiều lần.",
    "This change took too long and nothing was written. Try again at a quiet hour, or do it in several parts.",
)
CLOSED_ON_DAY = _problem(
    "closed_on_day",
    409,
    "Ngày đó nơi này chưa có hoặc không còn hoạt động. Bạn chọn ngày hoặc nơi khác.",
    "On that day it had not begun or was over. Choose another day or place.",
)
DAY_TOO_EARLY = _problem(
    "day_too_early",
    409,
    "Ngày này sớm hơn ngày bắt đầu hiện nay. Bạn chọn ngày muộn hơn.",
    "This day lies before the present beginning. Choose a later day.",
)
DAY_TOO_LATE = _problem(
    "day_too_late",
    409,
    "Chưa tới ngày này. Bạn chọn hôm nay hoặc một ngày đã qua.",
    "This day has not come yet. Choose today or an earlier day.",
)
ALREADY_THERE = _problem(
    "already_there",
    409,
    "Đã ở đúng nơi đó rồi, không cần chuyển. Bạn tải lại danh sách.",
    "It is there already, so nothing has to move. Load the list again.",
)
MEMBER_EXISTS = _problem(
    "member_exists",
    409,
    "Người này đã được thêm trước đó rồi. Bạn tải lại danh sách nhé.",
    "This person was added before. Load the list again.",
)
NAME_IN_TEAM = _problem(
    "name_in_team",
    409,
    "Trong đội đã có tên này. Nếu là bạn, bạn chọn “Đúng, đó là tôi”; nếu trùng tên, bạn ghi tên đầy đủ hơn.",
    "The team has this name already. If it is you, choose “Yes, that is me”; if not, write a longer name.",
)
NAMES_IN_TEAM = _problem(
    "names_in_team",
    409,
    "Trong đội có mấy người tên này nên máy chưa biết là ai. Bạn nhờ đội trưởng bấm “Thêm máy cho bạn này” ở đúng tên bạn.",
    "Several of the team have this name, so nobody can tell which is meant. Ask the lead to tap “Add a phone” at your name.",
)
MERGE_ELSEWHERE = _problem(
    "merge_elsewhere",
    409,
    "Một trong hai tên này còn ở đội bạn không phụ trách. Bạn nhờ cán bộ phụ trách tất cả các đội đó gộp giúp.",
    "One of the two is or was also in a team that you do not look after. Ask a coordinator of all these teams to merge them.",
)
MERGE_LEAD = _problem(
    "merge_lead",
    409,
    "Tên này đang là đội trưởng: bạn giữ tên này và gộp tên kia vào. Cả hai là đội trưởng thì cho một tên thôi làm trước.",
    "This one leads a team: keep it and merge the other one into it. Where both lead, one steps down first.",
)
MERGE_ERASED = _problem(
    "merge_erased",
    409,
    "Một trong hai người đã được xóa tên theo ý muốn, nên không gộp lại được nữa.",
    "The name of one of the two was erased at their wish, so they cannot be merged any more.",
)
FIGURE_THERE = _problem(
    "figure_there",
    409,
    "Số y như vậy đã được ghi rồi, nên không ghi thêm lần nữa. Nếu là việc khác, bạn ghi rõ nguồn khác.",
    "Exactly this figure was entered before, so it is not added again. If it is another one, name its own source.",
)
CLOSED_MONTH = _problem(
    "closed_month",
    409,
    "Tháng này đã chốt số, không nhập hay rút số liệu nữa. Đề nghị cán bộ cấp trên mở lại tháng rồi làm tiếp.",
    "This month is closed, so its figures stay. Ask the unit above to open the month again first.",
)
TARGET_THERE = _problem(
    "target_there",
    409,
    "Đã có chỉ tiêu loại này cho đúng những ngày đó. Bạn tìm trong danh sách rồi sửa nhé.",
    "There is a target of this kind for just these days already. Change that one in the list.",
)
TARGET_ABOVE = _problem(
    "target_above",
    409,
    "Cấp trên đã đặt chỉ tiêu này cho đúng những ngày đó. Bạn chọn ngày khác, cách tính khác, hoặc đề nghị cấp trên sửa.",
    "The level above has set this target for just these days. Choose other days or another measure, or ask them.",
)
PARTS_THERE = _problem(
    "parts_there",
    409,
    "Bên dưới đã có nơi được đặt số khác. Bạn xem từng số rồi mới thay, hoặc để nguyên như cũ.",
    "Some below have a number of their own already. Look at each before it is replaced, or leave them.",
)
ACTIVITY_THERE = _problem(
    "activity_there",
    409,
    "Hoạt động này đã có trong danh sách, nên không thêm lần nữa. Nếu là việc khác, bạn đặt tên khác.",
    "This activity is in the list already, so it is not added again. If it is another one, give it another name.",
)
ACTIVITIES_FULL = _problem(
    "activities_full",
    409,
    "Tháng này đơn vị đã có 100 hoạt động, không thêm được nữa. Bạn hủy bớt, hoặc gộp nhiều đội vào một hoạt động.",
    "This unit has 100 activities in that month already. Call off some, or let several teams take part in one.",
)
PAPERS_FULL = _problem(
    "papers_full",
    409,
    "Nơi này đã đủ 200 tài liệu, không thêm được nữa. Bạn thu hồi những tài liệu không còn dùng.",
    "There are 200 papers here already. Withdraw some that are of no use any more.",
)
TEAM_FULL = _problem(
    "team_full",
    409,
    "Đội này đã đủ 2.000 người (kể cả đã nghỉ: 10.000), không thêm được nữa. Cần thêm thì cán bộ Đoàn lập một đội khác.",
    "This team has 2,000 people already (10,000 with those who left). A coordinator sets up another team for the rest.",
)
STILL_WAITING = _problem(
    "still_waiting",
    409,
    "Còn người chờ duyệt. Bạn duyệt hoặc từ chối điện thoại đó trước nhé.",
    "Somebody still waits for approval. Approve or refuse that phone first.",
)
CHANGED_MEANWHILE = _problem(
    "changed_meanwhile",
    409,
    "Có người vừa sửa chỗ này trước bạn. Bạn xem bản mới rồi sửa tiếp.",
    "Somebody has just changed this before you. Look at what stands there now, then go on.",
)
NOT_TAKEN_IN = _problem(
    "not_taken_in",
    409,
    "Điện thoại ghi buổi này chưa được duyệt. Bạn duyệt máy đó, hoặc xem buổi này ở mục Cần xem.",
    "The phone that logged this is not approved. Approve it, or settle the session under what needs a look.",
)
LAST_ACTIVE = _problem(
    "last_active",
    409,
    "Danh mục phải còn ít nhất một mục đang dùng. Bạn thêm mục khác trước.",
    "A list needs at least one entry in use. Add another one first.",
)
NOTHING_TO_SHARE = _problem(
    "nothing_to_share",
    409,
    "Chưa chia được: bên dưới chưa có đơn vị hay đội nào, hoặc trọng số đều bằng 0. Bạn thêm đội, hoặc sửa trọng số rồi chia.",
    "Nothing is shared out: no unit or team stands below, or all weights are 0. Add a team or change the weights first.",
)

# Spreadsheets that somebody filled in.
SHEET_TOO_LARGE = _problem(
    "sheet_too_large",
    413,
    "Tệp lớn quá: tối đa 2 MB và 5.000 dòng. Bạn chia thành nhiều tệp, hoặc chép riêng phần cần nhập sang tệp mẫu.",
    "The file is too large: at most 2 MB and 5,000 rows. Split it, or copy what is needed into the template.",
)
SHEET_CHANGES_MANY = _problem(
    "sheet_changes_many",
    413,
    "Mỗi tệp chỉ sửa hoặc kết thúc được tối đa 500 dòng; chưa ghi dòng nào. Bạn chia tệp rồi nhập lần lượt.",
    "One file may change or end 500 rows at most; nothing was written. Split it and import the parts in turn.",
)
SHEET_SLOW = _problem(
    "sheet_slow",
    503,
    "Xử lý tệp này lâu quá nên máy chủ đã dừng, chưa ghi dòng nào. Bạn chia nhỏ tệp rồi nhập lần lượt.",
    "Working through this file took too long and nothing was written. Split it and import the parts in turn.",
)
SHEET_TOO_OLD = _problem(
    "sheet_too_old",
    422,
    "Đây là tệp .xls kiểu cũ hoặc có mật khẩu. Bạn mở bằng Excel, lưu thành .xlsx không mật khẩu rồi chọn lại.",
    "This is an old .xls file or has a password. Open it in Excel, save it as .xlsx without a password, and choose that.",
)
SHEET_UNREADABLE = _problem(
    "sheet_unreadable",
    422,
    "Không đọc được tệp này. Bạn mở bằng Excel, lưu lại thành tệp .xlsx rồi chọn lại.",
    "This file cannot be read. Open it in Excel, save it as .xlsx, and choose that.",
)
SHEET_WITHOUT_HEADINGS = _problem(
    "sheet_without_headings",
    422,
    "Không thấy đủ tên cột trong tệp. Bạn tải tệp mẫu, chép dữ liệu vào đó rồi chọn lại.",
    "Headings are missing in the file. Take the template, copy your rows into it, and choose that.",
)
SHEET_EMPTY = _problem(
    "sheet_empty",
    422,
    "Tệp chưa có dòng nào dưới tên cột. Bạn điền vào tệp rồi chọn lại.",
    "There is no row below the headings. Fill the file in, and choose it again.",
)
SHEET_REFUSED = _problem(
    "sheet_refused",
    422,
    "Tệp còn dòng sai nên chưa ghi dòng nào. Bạn sửa các dòng đã chỉ ra rồi chọn lại tệp.",
    "Something is wrong with some rows, so none was written. Mend the rows shown, and choose the file again.",
)
SHEET_BUSY = _problem(
    "sheet_busy",
    503,
    "Máy chủ đang xử lý một tệp Excel khác. Bạn đợi vài giây rồi chọn lại tệp.",
    "The server is working on another Excel file. Wait a few seconds and choose the file again.",
)

# The server itself.
HISTORY_RESET = _problem(
    "history_reset",
    409,
    "Máy chủ vừa được khôi phục. Ứng dụng sẽ tải lại và gửi bù những gì còn thiếu.",
    "The server was restored. The app fetches everything again and sends what is missing.",
)
CONFLICT_SETTLED = _problem(
    "conflict_settled",
    409,
    "Mục này đã có người giải quyết rồi. Bạn tải lại danh sách nhé.",
    "Somebody has settled this already. Load the list again.",
)
SERVER_BUSY = _problem(
    "server_busy",
    503,
    "Máy chủ đang bận. Ứng dụng sẽ tự gửi lại sau ít phút.",
    "The server is busy. The app will send again in a few minutes.",
)
FILES_BUSY = _problem(
    "files_busy",
    503,
    "Máy chủ đang làm nhiều tệp cho người khác. Bạn đợi một phút rồi bấm tải lại.",
    "The server is making files for many people. Wait a minute, then ask again.",
)
SERVER_FULL = _problem(
    "server_full",
    507,
    "Máy chủ hết chỗ chứa. Dữ liệu vẫn còn trên máy bạn; hãy báo người quản trị.",
    "The server's disk is full. Your data is still on your device; tell the administrator.",
)
INTERNAL = _problem(
    "internal",
    500,
    "Máy chủ gặp trục trặc. Dữ liệu vẫn còn trên máy bạn; ứng dụng sẽ gửi lại.",
    "The server failed. Your data is still on your device; the app will send again.",
)

# One change: the code of a verdict, or why it waits for a person.
BAD_SHAPE = _problem(
    "bad_shape",
    0,
    "Máy chủ không đọc được thay đổi này. Bạn cập nhật ứng dụng rồi ghi lại nhé.",
    "The server could not read this change. Update the app and record it again.",
)
UNKNOWN_KIND = _problem(
    "unknown_kind",
    0,
    "Máy chủ chưa biết loại này. Người phụ trách sẽ xem.",
    "The server does not know this kind of record. Someone will look at it.",
)
UNKNOWN_FIELD = _problem(
    "unknown_field",
    0,
    "Có một ô máy chủ chưa biết. Bạn cập nhật ứng dụng nhé.",
    "There is a field that the server does not know. Update the app.",
)
BAD_VALUE = _problem(
    "bad_value",
    0,
    "Có ô điền chưa đúng. Bạn sửa lại nhé.",
    "A field is not filled in correctly. Please correct it.",
)
UNKNOWN_CODE = _problem(
    "unknown_code",
    0,
    "Có lựa chọn không có trong danh mục hoặc trong đội. Bạn chọn lại nhé.",
    "A choice is not in the catalogue or not in the team. Choose again.",
)
BAD_DAY = _problem(
    "bad_day",
    0,
    "Ngày không đúng. Bạn xem lại ngày giờ của điện thoại rồi sửa ngày nhé.",
    "The day cannot be right. Check the phone's date and correct the day.",
)
NOT_MEMBER = _problem(
    "not_member",
    0,
    "Ngày đó bạn không ở trong đội này. Đội trưởng sẽ xem.",
    "You were not in this team on that day. The lead will look at it.",
)
UNKNOWN_AUTHOR = _problem(
    "unknown_author",
    0,
    "Người ghi chưa tham gia trên điện thoại này. Người phụ trách sẽ xem.",
    "The author has not joined on this phone. Someone will look at it.",
)
NOT_AUTHOR = _problem(
    "not_author",
    0,
    "Buổi này do người khác ghi. Bạn nhờ người đó hoặc đội trưởng sửa nhé.",
    "Somebody else recorded this. Ask them or your lead to change it.",
)
WRONG_CHANNEL = _problem(
    "wrong_channel",
    0,
    "Buổi này thuộc đội khác. Người phụ trách sẽ xem.",
    "This belongs to another team. Someone will look at it.",
)
LEAD_ONLY = _problem(
    "lead_only",
    0,
    "Chỉ đội trưởng sửa được mục này. Bạn nhờ đội trưởng nhé.",
    "Only the lead can change this. Ask your lead.",
)
RECORD_EXISTS = _problem(
    "record_exists",
    0,
    "Mục này đã có với nội dung khác. Đội trưởng sẽ xem.",
    "This record exists already with other content. The lead will look at it.",
)
DEVICE_PENDING_OTHER = _problem(
    "device_pending_other",
    0,
    "Điện thoại đang chờ duyệt nên chỉ sửa được buổi ghi trên máy này.",
    "This phone waits for approval and can only change what was recorded on it.",
)
SCHEMA_TOO_NEW = _problem(
    "schema_too_new",
    0,
    "Ứng dụng mới hơn máy chủ. Máy chủ giữ lại và sẽ nhận sau khi được nâng cấp.",
    "The app is newer than the server. It is kept until the server is upgraded.",
)
SERVER_ONLY_KIND = _problem(
    "server_only_kind",
    0,
    "Loại này chỉ máy chủ ghi được. Người phụ trách sẽ xem.",
    "Only the server writes this kind of record. Someone will look at it.",
)
INTERNAL_FAILURE = _problem(
    "internal_failure",
    0,
    "Máy chủ xử lý chưa được. Máy chủ đã giữ lại cho người phụ trách xem.",
    "The server could not process this. It is kept for someone to look at.",
)
ID_REUSE = _problem(
    "id_reuse",
    0,
    "Thay đổi này trùng mã với một thay đổi khác. Người phụ trách sẽ xem.",
    "Another change already has this id. Someone will look at it.",
)
ERASED = _problem(
    "erased",
    0,
    "Buổi này đã được xóa theo yêu cầu riêng tư.",
    "This record was erased for privacy.",
)
ROLLED_UP = _problem(
    "rolled_up",
    0,
    "Buổi này quá lâu rồi, nay chỉ còn trong con số tổng. Máy chủ giữ lại cho người phụ trách xem.",
    "This session is so old that only the totals are left of it. It is kept for someone to look at.",
)
NEEDS_CREATE = _problem(
    "needs_create",
    0,
    "Máy chủ chưa nhận được buổi gốc. Máy chủ giữ thay đổi này và đợi.",
    "The server has not got the record itself yet. It keeps this change and waits.",
)
SERVED_TOO_MANY = _problem(
    "served_too_many",
    0,
    "Như vậy có việc nhiều người hơn cả buổi. Bạn xem chỗ còn lại của buổi này trước, hoặc mở buổi ra sửa nhé.",
    "A service would have more people than the session. Settle its other value first, or correct the session.",
)
ADDED_TOO_MANY = _problem(
    "added_too_many",
    0,
    "Máy này thêm quá nhiều người trong một ngày. Cán bộ Đoàn sẽ xem.",
    "This phone added too many people in a day. A coordinator looks at it.",
)
SCREENED = _problem(
    "screened",
    0,
    "Đã nhận. Máy chủ đã xóa thông tin riêng của người dân trong ghi chú.",
    "Received. The server removed a citizen's private details from the text.",
)
