import type { IconName } from '../../components/icon'
import { language } from '../../i18n'
import type { Service } from '../../queries'

/**
 * What a tile shows of each service of the catalogue: its code, a mark of the name it stands for, a
 * drawing and a few Vietnamese words. English names are short by themselves. The first ten are what a
 * phone shows that has recorded nothing yet.
 */
export const TABLE = `
DD01 3p phone Cài VNeID
DD02 ig id Tài khoản mức 1
DD04 z1 check Kích hoạt tài khoản
DD05 7v waves Đăng nhập máy mới
TT04 ej qr Tạo mã VietQR
TT01 sy wallet Viettel Money
DV02 he send Nộp hồ sơ trực tuyến
TT03 50 person Sinh trắc học ngân hàng
AT01 ao alert Nhận biết lừa đảo
KN02 cg chat Zalo, gọi video
DD03 i7 shield Mức 2 ở Công an
DD06 s2 key Lấy lại mật khẩu
DD07 xx file Tích hợp giấy tờ
DD08 c5 wallet Tài khoản an sinh
DD09 pk team Trẻ dưới 14 tuổi
DD10 cu pen Chữ ký số
DD11 vr sim SIM chính chủ
DD12 wz list Tiện ích VNeID
DV01 mu key Vào Cổng dịch vụ công
DV03 qq search Tra cứu hồ sơ
DV04 u1 wallet Nộp phí, lệ phí
DV05 li clock Lấy số, phân luồng
DV06 4p pen Điền tờ khai
DV07 tm chat Phản ánh, kiến nghị
TT02 w4 bank App ngân hàng
TT05 wz down Kiểm tra tiền về
TT06 1e scan Quét mã, chuyển tiền
TT07 e9 file Thuế hộ kinh doanh
BH01 dx phone Cài VssID
BH02 us id Thẻ BHYT điện tử
BH03 7i heart Sổ sức khỏe
BH04 eg wallet Đóng BHYT, BHXH
KN01 r7 phone Dùng điện thoại
KN03 pf book Bình dân học vụ số
KN04 66 search Đọc báo, tra cứu
KN05 bd wallet Mua bán trực tuyến
KN06 eg team Lớp, tuyên truyền
AT02 xy key Bảo mật tài khoản
AT03 nb close Gỡ ứng dụng lạ
AT04 ar shield Nghi bị lừa
DT01 t2 team App Thanh niên
DT02 ca qr QR di tích
KH99 qu more Việc khác
`
interface Face {
  mark: string
  icon: IconName
  words: string
}

const FACES = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => {
      const [code = '', mark = '', icon, ...words] = line.split(' ')
      return [code, { mark, icon: icon as IconName, words: words.join(' ') } as Face] as const
    }),
)

/** Codes of all services in the table, those that most people do first. */
export const COMMON: readonly string[] = [...FACES.keys()]

/** A name in two characters, to tell whether a service is still called what its few words say. */
export function markOf(name: string): string {
  let mark = 0
  for (const letter of name) mark = (mark * 31 + letter.charCodeAt(0)) % 1296
  return mark.toString(36)
}

/** A coordinator may have given the code to something else: then its own name says what it is. */
function faceOf({ code, labelVi }: Service): Face | undefined {
  const face = FACES.get(code)
  return face?.mark === markOf(labelVi) ? face : undefined
}

/** The whole name of a service in the language shown. */
export const nameOf = (service: Service): string =>
  language.value === 'en' ? service.labelEn : service.labelVi

/** What stands on its tile. */
export const shortNameOf = (service: Service): string =>
  (language.value === 'vi' && faceOf(service)?.words) || nameOf(service)

/** What is drawn beside it. */
export const iconOf = (service: Service): IconName => faceOf(service)?.icon ?? 'more'
