"""The bloc's invented units: 41 base committees with 224 cells, 49 base cells, and how many members each has."""

from dataclasses import dataclass, field

from thongsuot.interfaces.cli.demonstration.calibration import MEMBERS

ROOT_CODE = "KHOI"
ROOT_NAME = "Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh Sơn Giang"
BASE_COMMITTEE = "Đảng bộ cơ sở"
BASE_CELL = "Chi bộ cơ sở"
SUBORDINATE_CELL = "Chi bộ trực thuộc"

# name: members, cells. The sizes of the first ones are those the pages' designs were drawn with.
_COMMITTEES: tuple[tuple[str, int, int], ...] = (
    ("Văn phòng Ủy ban nhân dân tỉnh", 78, 5),
    ("Sở Giáo dục và Đào tạo", 84, 5),
    ("Sở Nông nghiệp và Phát triển nông thôn", 96, 6),
    ("Sở Xây dựng", 62, 5),
    ("Bệnh viện Đa khoa tỉnh", 214, 12),
    ("Sở Tài chính", 81, 5),
    ("Sở Y tế", 66, 5),
    ("Công ty Điện lực tỉnh", 186, 9),
    ("Kho bạc Nhà nước tỉnh", 74, 5),
    ("Cục Thuế tỉnh", 108, 6),
    ("Sở Kế hoạch và Đầu tư", 58, 4),
    ("Công ty Thủy điện Sơn Giang", 96, 6),
    ("Viễn thông Sơn Giang", 88, 6),
    ("Sở Lao động - Thương binh và Xã hội", 76, 5),
    ("Sở Tài nguyên và Môi trường", 86, 5),
    ("Bưu điện tỉnh", 72, 5),
    ("Sở Công Thương", 70, 5),
    ("Ngân hàng Đầu tư và Phát triển chi nhánh tỉnh", 64, 4),
    ("Công ty Quản lý đường bộ", 88, 6),
    ("Sở Văn hóa, Thể thao và Du lịch", 94, 6),
    ("Trường Cao đẳng Sư phạm", 102, 6),
    ("Sở Nội vụ", 62, 5),
    ("Trung tâm Kiểm soát bệnh tật tỉnh", 74, 5),
    ("Sở Khoa học và Công nghệ", 56, 4),
    ("Tòa án nhân dân tỉnh", 60, 4),
    ("Viện kiểm sát nhân dân tỉnh", 54, 4),
    ("Bệnh viện Sản - Nhi", 92, 6),
    ("Cục Thi hành án dân sự", 52, 4),
    ("Công ty Cấp nước", 68, 5),
    ("Công ty Xổ số kiến thiết", 50, 4),
    ("Công ty Lâm nghiệp Sơn Giang", 57, 4),
    ("Đài Phát thanh và Truyền hình tỉnh", 86, 6),
    ("Trường Chính trị tỉnh", 64, 5),
    ("Ngân hàng Nông nghiệp chi nhánh tỉnh", 108, 7),
    ("Bảo hiểm xã hội tỉnh", 70, 5),
    ("Công ty Cổ phần Chè Sơn Giang", 96, 7),
    ("Sở Thông tin và Truyền thông", 52, 4),
    ("Chi cục Kiểm lâm", 64, 5),
    ("Công ty Xăng dầu", 72, 6),
    ("Công ty Khoáng sản", 90, 7),
    ("Sở Giao thông vận tải", 83, 6),
)
_CELLS: tuple[str, ...] = (
    "Sở Tư pháp",
    "Thanh tra tỉnh",
    "Trường Trung cấp Y tế",
    "Hội Nông dân tỉnh",
    "Hội Liên hiệp Phụ nữ tỉnh",
    "Tỉnh đoàn",
    "Liên đoàn Lao động tỉnh",
    "Hội Cựu chiến binh tỉnh",
    "Báo Sơn Giang",
    "Sở Ngoại vụ",
    "Nhà xuất bản Sơn Giang",
    "Hội Chữ thập đỏ tỉnh",
    "Ban Dân tộc",
    "Liên minh Hợp tác xã",
    "Hội Văn học nghệ thuật",
    "Liên hiệp các hội khoa học kỹ thuật",
    "Công ty Vận tải ô tô",
    "Ban Quản lý khu công nghiệp",
    "Ban Quản lý dự án giao thông",
    "Ban Quản lý dự án thủy lợi",
    "Cục Thống kê",
    "Cục Quản lý thị trường",
    "Cục Hải quan",
    "Ngân hàng Nhà nước chi nhánh tỉnh",
    "Ngân hàng Chính sách xã hội",
    "Ngân hàng Công thương",
    "Ngân hàng Ngoại thương",
    "Ngân hàng Phát triển",
    "Quỹ Đầu tư phát triển",
    "Quỹ Bảo vệ rừng",
    "Trung tâm Hành chính công",
    "Trung tâm Khuyến nông",
    "Trung tâm Xúc tiến đầu tư",
    "Trung tâm Quan trắc môi trường",
    "Trung tâm Giống cây trồng",
    "Bảo tàng tỉnh",
    "Thư viện tỉnh",
    "Trường Phổ thông Dân tộc nội trú",
    "Trường Năng khiếu thể thao",
    "Công ty Môi trường đô thị",
    "Công ty Sách - Thiết bị trường học",
    "Công ty Dược Sơn Giang",
    "Công ty Giống vật nuôi",
    "Công ty In Sơn Giang",
    "Công ty Du lịch Sơn Giang",
    "Công ty Tư vấn xây dựng",
    "Công ty Vật liệu xây dựng",
    "Công ty Thương mại miền núi",
    "Công ty Bảo Việt Sơn Giang",
)
_CELL_NAMES = (
    "Văn phòng",
    "Tổ chức - Hành chính",
    "Kế hoạch - Tài chính",
    "Thanh tra - Pháp chế",
    "Kỹ thuật - An toàn",
    "Nghiệp vụ 1",
    "Nghiệp vụ 2",
    "Kinh doanh",
    "Đội Thành phố",
    "Đội Vùng cao",
    "Điều độ",
    "Sửa chữa",
)
_SIZES_GIVEN = {"Ban Dân tộc": 21, "Công ty Vận tải ô tô": 33}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell below a base committee, or the base cell itself."""

    code: str
    name: str
    members: int


@dataclass(frozen=True, slots=True)
class BaseUnit:
    """A grassroots organisation with its cells; a base cell has only itself."""

    code: str
    name: str
    kind: str
    cells: tuple[Cell, ...] = field(default=())

    @property
    def members(self) -> int:
        """Its members, cells included."""
        return sum(cell.members for cell in self.cells)


def base_units() -> list[BaseUnit]:
    """Return the 90 grassroots organisations in the committee's order, 4,600 members in all."""
    committees = [_committee(place, *row) for place, row in enumerate(_COMMITTEES, start=1)]
    left = MEMBERS - sum(unit.members for unit in committees)
    sizes = _cell_sizes(left)
    first = len(committees) + 1
    cells = [
        BaseUnit(f"K{n:02}", f"Chi bộ {name}", BASE_CELL, (Cell(f"K{n:02}", f"Chi bộ {name}", sizes[name]),))
        for n, name in enumerate(_CELLS, start=first)
    ]
    return [*committees, *cells]


def _committee(place: int, name: str, members: int, cells: int) -> BaseUnit:
    code = f"K{place:02}"
    share, over = divmod(members, cells)
    below = tuple(
        Cell(f"{code}.{n + 1:02}", f"Chi bộ {_CELL_NAMES[n]}", share + (1 if n < over else 0)) for n in range(cells)
    )
    return BaseUnit(code, f"Đảng bộ {name}", BASE_COMMITTEE, below)


def _cell_sizes(left: int) -> dict[str, int]:
    """Share the members left among the base cells: some sizes are given, the others differ a little from one another."""
    free = [name for name in _CELLS if name not in _SIZES_GIVEN]
    rest = left - sum(_SIZES_GIVEN.values())
    wave = [(place * 7) % 9 - 4 for place in range(len(free))]
    mean, over = divmod(rest - sum(wave), len(free))
    sizes = {name: mean + wave[n] + (1 if n < over else 0) for n, name in enumerate(free)}
    return sizes | _SIZES_GIVEN
