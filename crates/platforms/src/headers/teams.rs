//! Microsoft Teams, whose headers follow the language of whoever downloads the report.
//!
//! English and Portuguese are from published reports. For the other languages the words are those that
//! parsers and the interface of Teams use; where a report has others, staff name its columns by hand.

use domain::attendance::export::{DurationUnit, NameCell};
use domain::attendance::record::Format;

use super::{Field, KnownTable, RowsAre};

const NAME: &[&str] = &["Name", "Full Name", "Vollständiger Name", "Nom", "Nom complet", "Nombre", "Nombre completo", "Nome", "Nome completo", "Имя", "Полное имя", "姓名", "全名"];

const EMAIL: &[&str] = &[
    "Email", "E-Mail-Adresse", "Adresse e-mail", "Courriel", "Adresse de messagerie", "Correo electrónico", "Correo",
    "Endereço de email", "Электронная почта", "Адрес электронной почты", "Эл. почта", "电子邮件", "邮箱",
];

const ACCOUNT: &[&str] = &[
    "Participant ID (UPN)", "Teilnehmer-ID (UPN)", "Teilnehmenden-ID (UPN)", "ID du participant (UPN)", "ID de participant (UPN)",
    "ID. de participante (UPN)", "ID do participante (UPN)", "ИД участника (UPN)", "Идентификатор участника (UPN)", "参与者 ID (UPN)",
];

const ROLE: &[&str] = &["Role", "Rolle", "Rôle", "Rol", "Função", "Роль", "角色"];

const HOSTS: &[&str] = &["Organizer", "Organiser", "Organisator", "Organisateur", "Organizador", "Организатор", "组织者"];

/// What Teams puts behind the names of people who are not of the organisation.
const MARKS: &[&str] = &[
    "Guest", "Unverified", "External", "Gast", "Nicht überprüft", "Extern", "Invité", "Non vérifié", "Externe", "Invitado", "Sin comprobar",
    "Externo", "Convidado", "Não verificado", "Гость", "Не проверено", "来宾", "未验证", "外部",
];

pub(super) const TABLES: &[KnownTable] = &[
    // `3. In-Meeting Activities`: a row for each time that someone came.
    KnownTable {
        format: Format::Teams,
        rows: RowsAre::Joins,
        name_cell: NameCell::Whole,
        unit: DurationUnit::Minutes,
        twelve_hour_order: None,
        needs: &[&[Field::Name], &[Field::Joined], &[Field::Left, Field::Duration], &[Field::Role]],
        words: &[
            (Field::Name, NAME),
            (
                Field::Joined,
                &[
                    "Join time", "Beitrittszeit", "Beitrittszeitpunkt", "Zeitpunkt des Beitritts", "Teilnahmezeit",
                    "Heure de participation", "Heure d’arrivée", "Heure d'entrée", "Heure de connexion", "Heure de jonction",
                    "Hora de unión", "Hora de incorporación", "Hora de entrada", "Hora de ingreso",
                    "Horário de Entrada", "Hora de ingresso", "Время присоединения", "Время подключения", "Время входа", "加入时间",
                ],
            ),
            (
                Field::Left,
                &[
                    "Leave time", "Verlassenszeit", "Zeitpunkt des Verlassens", "Austrittszeit", "Austrittszeitpunkt",
                    "Heure de départ", "Heure de sortie", "Heure de déconnexion", "Hora de salida", "Hora de finalización", "Hora de abandono",
                    "Horário de Saída", "Hora de saída", "Время выхода", "Время отключения", "Время ухода", "离开时间",
                ],
            ),
            (
                Field::Duration,
                &["Duration", "Dauer", "Durée", "Duración", "Duração", "Длительность", "Продолжительность", "持续时间", "时长"],
            ),
            (Field::Email, EMAIL),
            (Field::Account, ACCOUNT),
            (Field::Role, ROLE),
        ],
        host_roles: HOSTS,
        marks: MARKS,
    },
    // `2. Participants`: a row for each person.
    KnownTable {
        format: Format::Teams,
        rows: RowsAre::People,
        name_cell: NameCell::Whole,
        unit: DurationUnit::Minutes,
        twelve_hour_order: None,
        needs: &[&[Field::Name], &[Field::Joined], &[Field::Left, Field::Duration]],
        words: &[
            (Field::Name, NAME),
            (
                Field::Joined,
                &[
                    "First join", "First join time", "Erster Beitritt", "Erste Teilnahme", "Première participation", "Première connexion",
                    "Première arrivée", "Premier accès", "Primera unión", "Primera entrada", "Primera incorporación", "Primera conexión",
                    "Primeira Entrada", "Primeiro ingresso", "Первое присоединение", "Первое подключение", "Первый вход", "首次加入", "首次加入时间",
                ],
            ),
            (
                Field::Left,
                &[
                    "Last leave", "Last leave time", "Letztes Verlassen", "Letzter Austritt", "Dernier départ", "Dernière sortie",
                    "Dernière déconnexion", "Última salida", "Último abandono", "Última desconexión", "Última Saída",
                    "Последний выход", "Последнее отключение", "Последний уход", "最后离开", "上次离开", "最后离开时间",
                ],
            ),
            (
                Field::Duration,
                &[
                    "In-meeting duration", "Besprechungsdauer", "Dauer der Teilnahme", "Dauer in der Besprechung", "Durée de la réunion",
                    "Durée en réunion", "Durée dans la réunion", "Duración en la reunión", "Duración de la reunión",
                    "Duração da Reunião", "Duração na Reunião", "Длительность собрания", "Длительность участия", "Продолжительность собрания",
                    "会议持续时间", "会议内持续时间", "会议中的持续时间",
                ],
            ),
            (Field::Email, EMAIL),
            (Field::Account, ACCOUNT),
            (Field::Role, ROLE),
        ],
        host_roles: HOSTS,
        marks: MARKS,
    },
];
