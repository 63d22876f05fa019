//! Tencent Meeting. The headers of VooV in English are not published: staff name those columns by hand.

use domain::attendance::export::{DurationUnit, NameCell};
use domain::attendance::record::Format;

use super::{Field, KnownTable, RowsAre};

const NAME: &[&str] = &[
    "用户昵称（入会昵称）",
    "用户昵称",
    "入会昵称",
    "昵称",
    "昵称（入会昵称）",
    "姓名",
    "用户名称",
    "成员名称",
    "成员昵称",
    "成员",
    "参会人",
    "参会成员",
    "参会者",
    "与会者",
    "观众昵称",
    "观众",
];

const ROLE: &[&str] = &["身份", "角色", "参会身份", "成员身份", "用户类型", "类型"];

const ELSE: &[&str] =
    &["手机号", "手机", "手机号码", "入会次数", "观看次数", "序号", "企业", "部门", "入会方式", "设备", "终端类型"];

/// Co-hosts are often trainees who help, so they are not among these.
const HOSTS: &[&str] = &["主持人", "会议创建者", "创建者", "host"];

pub(super) const TABLES: &[KnownTable] = &[
    // `成员参会明细`, and `成员观看明细` of a webinar: a row for each time that someone came.
    KnownTable {
        format: Format::TencentMeeting,
        rows: RowsAre::Joins,
        name_cell: NameCell::NicknameThenName,
        unit: DurationUnit::Days,
        twelve_hour_order: None,
        needs: &[&[Field::Name], &[Field::Joined], &[Field::Left, Field::Duration]],
        words: &[
            (Field::Name, NAME),
            (
                Field::Joined,
                &["入会时间", "加入时间", "进入时间", "开始观看时间", "观看开始时间", "进入会议时间", "加入会议时间"],
            ),
            (
                Field::Left,
                &[
                    "退会时间",
                    "离会时间",
                    "离开时间",
                    "退出时间",
                    "结束观看时间",
                    "观看结束时间",
                    "离开会议时间",
                    "退出会议时间",
                ],
            ),
            (Field::Duration, &["参会时长", "观看时长", "时长", "会议时长", "在会时长"]),
            (Field::Role, ROLE),
            (Field::Other, ELSE),
        ],
        host_roles: HOSTS,
        marks: &[],
    },
    // `成员参会概况`: a row for each person, from the first time that they came to the last time that they left.
    KnownTable {
        format: Format::TencentMeeting,
        rows: RowsAre::People,
        name_cell: NameCell::NicknameThenName,
        unit: DurationUnit::Days,
        twelve_hour_order: None,
        needs: &[&[Field::Name], &[Field::Joined, Field::Duration], &[Field::Left, Field::Duration]],
        words: &[
            (Field::Name, NAME),
            (Field::Joined, &["首次入会时间", "首次加入时间", "首次进入时间", "首次观看时间"]),
            (Field::Left, &["最后退会时间", "最后离会时间", "最后离开时间", "最后退出时间", "最后观看时间"]),
            (Field::Duration, &["累计参会时长", "累计观看时长", "累计时长", "参会总时长", "总时长", "总参会时长"]),
            (Field::Role, ROLE),
            (Field::Other, ELSE),
        ],
        host_roles: HOSTS,
        marks: &[],
    },
];
