"""What a poster says: Vietnamese only, because it hangs in a village. The app's print page says
the same (pwa/src/i18n/vi/lead/invitations.json)."""

APP = "Từng Ngõ"
WHAT = "Sổ tay số của đội tình nguyện"
UNION = "Đoàn TNCS Hồ Chí Minh"
STEPS = ("Mở máy ảnh, quét mã này", "Nhập họ tên của bạn", "Bấm “Tham gia”")
SHORT_CODE = "Mã ngắn"
NO_CAMERA = "Không quét được? Mở {address} rồi nhập mã ngắn."
IPHONE = (
    "iPhone: mở bằng Safari, bấm Chia sẻ › Thêm vào MH chính, mở Từng Ngõ từ đó rồi gõ mã ngắn."
)
UNTIL = "Mã dùng được đến {when}"
