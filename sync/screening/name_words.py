"""The words of persons' names, and of streets, schools and communes that are called like persons.

Family names and the words around a name stand with their marks: "đồ thị" is no "đỗ thị". The
names of heroes and places are folded.
"""

from __future__ import annotations

from .syllables import words

# Hardly anything but family names.
SURNAMES = words(
    "nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh trương"
)
# Words of their own too ("mai thi", "Đoàn xã", "cao điểm"): a form of address or "Thị" must help.
DOUBTFUL_SURNAMES = words(
    "đoàn đào lâm mai cao lương hà tô tạ tống thái lưu phùng châu chu tôn la quách kiều thạch đàm "
    "vương tăng mạc doãn nghiêm lại lữ lục ninh bạch giang kim tiêu hứa thân triệu cù khổng diệp khương ung giáp ng"
)
# Words of everyday speech: only "Thị" or "Văn" and capitals make them family names.
WORD_SURNAMES = words("đồng từ văn")
# Any other word with a capital is one before "Thị" and a name, "Chế Thị Hương", but for these: "Siêu Thị".
NOT_BEFORE_THI = words("thành siêu đô tiếp cận chỉ hiển")
# Sure even without marks; "vo van" may be "vợ vẫn", "dang thi" "đang thi".
SURE_UNMARKED = words("nguyen tran le pham hoang bui huynh")
# Without marks these begin many a sentence: "Duong hep", "Truong cho muon ban".
UNSURE_UNMARKED = words("duong truong")
# Before "van" or "thi" written together with it, "NGUYENVANAN".
GLUED_SURNAMES = sorted(
    words(
        "nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh trinh truong"
    )
)
GLUED_MIDDLES = ("van", "thi")
# So sure that a given name may stand before them, after one of these words or a form of address:
# "gặp An Nguyễn".
LAST_SURNAMES = words("nguyen tran pham huynh bui")
INTRODUCING = words(
    "gap ten facebook fb face zalo zl viber messenger tiktok instagram insta telegram"
)
# What makes the next of these a word of another kind: tình nguyện, phụ huynh, thị trấn, ngày lễ.
NOT_AFTER = {
    "nguyen": words("tinh tai thai cao tay"),
    "huynh": words("phu sa"),
    "tran": words("thi mat"),
    "le": words("ngay dip nghi sau truoc mua ti ty"),
    "hoang": words("bo"),
    "bui": words("nhieu day"),
}

MIDDLES = words("thị văn")
UNMARKED_MIDDLES = words("thi van")
# "Đoàn thị xã", "từ văn bản": no names after a doubtful family name.
COMPOUNDS = {
    "thi": words("xã trấn đoàn trường uỷ ủy thực xa tran doan truong uy thuc"),
    "van": words("hoá hóa phòng bản nghệ thư kiện minh học phong ban nghe thu kien hoc"),
}
# What goes on after "van" and "thi" as speech: "lễ vẫn trực", "trấn thì đông".
SPEECH = words(
    "chua con khong la duoc bi co dang phai hep ngap dong dau truc lam di ve den o mo hoat chay du "
    "cho xong qua cham yeu kho het nhu tot nghi hoi tu dung de it nhieu thieu can moi da se rat "
    "noi toi ra vao len muon gap giup ghi nhan gui thay biet nho quen mat hu loi sai cu lo so vang "
    "ngay thang gio"
)
# Given names of two words mostly begin with one of these: "thị thu hoà".
FIRST_GIVEN = words(
    "thu ngọc kim thanh minh bích mỹ hồng xuân phương quốc đức hữu ánh tuyết như bảo hoàng hải tấn đình "
    "bá viết gia quang thùy thuỳ trung "
    "ngoc bich my hong xuan phuong quoc duc huu anh tuyet nhu bao hoang hai"
)
# Sure after a sure family name even without marks: "tran quoc bao".
UNMARKED_MIDDLE_NAMES = words("quoc minh ngoc huu duc bich tan quang kim hong gia")

TITLES = words(
    "ông bà bác cô chú dì cậu mợ anh chị em cụ thím dượng cháu bạn thầy tên "
    "ong ba bac co chu di cau mo chi cu thim duong chau ban thay ten"
)
# Whoever is addressed so is no hero of a street.
NEIGHBOURS = words("ông bà cô chú dì cậu mợ cụ thím dượng")

# A commune begins so after a street's name: "Trần Phú Đức Phổ".
COMMUNES = words("phổ đức sa trà khánh quảng")
# A name after one of these is a place's or a school's.
PLACE_WORDS = words(
    "đường phố phường xã trường chợ cầu đội thôn xóm khu cụm hẻm ngõ kiệt quỹ đền mộ chùa lăng đình "
    "hầm đèo sông núi suối dốc bến cảng làng ga giải cúp tuyến góc ngã bờ ubnd thpt thcs th gương "
    "tncs tỉnh huyện quận hội tnxp đảng "
    "duong phuong truong thon xom hem kiet pho"
)
# None of these is called after a "Thị" or a "Văn", but people are found by them: "đội Nguyễn Văn Ba".
AREA_WORDS = words(
    "xã phường thôn xóm khu cụm đội hội tỉnh huyện quận làng chùa đảng phuong thon xom lang"
)
# Whoever is one of an area is named behind it: "trưởng thôn", "bí thư xã", "công an phường", "cán bộ xã".
OFFICES = words("truong pho tich thu an bo quan vien gia dan su")
# And so are the kin of the fallen: "mẹ liệt sĩ", "thân nhân liệt sĩ".
KIN = words("me con nhan vo chong cha")
FALLEN = words("liet-si liet-sy")
PLACE_PHRASES = words(
    "tieu-hoc trung-hoc mam-non mau-giao luu-niem tuong-niem cong-vien di-tich benh-xa quang-truong "
    "chi-doan lien-doi hoc-bong giai-thuong tuong-dai nga-tu nga-ba anh-hung liet-si liet-sy "
    "thanh-pho dai-tuong tu-tuong phong-trao cuoc-thi ben-xe khu-cong hoc-duong"
)

# Whom streets, schools and communes of the region are called after, and places that begin like a
# family name.
HEROES = words(
    "le-loi le-lai le-duan le-thanh-ton le-thanh-tong le-hong-phong le-trung-dinh le-van-tam "
    "le-quy-don le-dai-hanh nguyen-nghiem nguyen-trai nguyen-hue nguyen-du nguyen-van-troi "
    "nguyen-thi-minh-khai nguyen-ba-ngoc nguyen-tu-tan nguyen-van-cu nguyen-viet-xuan "
    "nguyen-dinh-chieu nguyen-binh-khiem nguyen-khuyen nguyen-thai-hoc nguyen-huu-tho "
    "nguyen-tat-thanh nguyen-van-linh nguyen-cong-phuong nguyen-ba-loan tran-hung-dao tran-phu "
    "tran-quang-dieu tran-cao-van tran-quoc-toan tran-nam-trung tran-van-tra pham-van-dong "
    "pham-hong-thai pham-xuan-hoa phan-boi-chau phan-chu-trinh phan-chau-trinh phan-dinh-phung "
    "phan-thiet phan-rang vo-thi-sau vo-nguyen-giap vo-van-kiet huynh-thuc-khang huynh-cong-thieu "
    "hoang-hoa-tham hoang-van-thu hoang-dieu hoang-sa hoang-anh dang-thuy-tram bui-thi-xuan "
    "bui-ta-han do-quang-thang ho-chi-minh ho-xuan-huong ho-liet-son ho-dien-truong ho-nui-ngang "
    "ho-cay-xoai ho-cay-sanh ho-so-hau ho-huan-phong ho-so ngo-quyen ngo-gia-tu duong-quang "
    "ly-tu-trong ly-thuong-kiet ly-thai-to ly-son ly-do ly-lich dinh-tien-hoang dinh-bo-linh "
    "dinh-cong-trang truong-dinh truong-quang-trong truong-sa luong-the-vinh cao-ba-quat "
    "to-hien-thanh to-huu chu-van-an mac-dinh-chi ha-huy-tap ton-duc-thang kim-dong hung-vuong "
    "quang-trung hai-ba-trung ba-trieu thai-phien vu-a-dinh"
)
# The longest of them, in words.
LONGEST_HERO = 4
