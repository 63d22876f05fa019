//! BigBlueButton's learning dashboard. The translations are those of BigBlueButton 2.4 to 3.0; a header
//! that a language lacks is written in English, so the words of all languages may stand in one row.

use domain::attendance::export::{DurationUnit, NameCell};
use domain::attendance::record::Format;

use super::{Field, KnownTable, RowsAre};

pub(super) const TABLES: &[KnownTable] = &[KnownTable {
    format: Format::BigBlueButton,
    rows: RowsAre::People,
    name_cell: NameCell::Whole,
    unit: DurationUnit::Minutes,
    twelve_hour_order: None,
    needs: &[&[Field::Name], &[Field::Role], &[Field::Joined, Field::Duration], &[Field::Left, Field::Duration]],
    words: &[
        (Field::Name, &["Name", "Nom", "Nombre", "Nome", "Имя", "名称", "姓名"]),
        // TRUE for whoever may lead the meeting.
        (Field::Role, &["Moderator", "Modérateur", "Moderador", "Moderatore", "Модератор", "主持人"]),
        (
            Field::Joined,
            &[
                "Join",
                "Joined",
                "Teilnahme",
                "Beigetreten",
                "Rejoindre",
                "Rejoint",
                "Accedió",
                "Unirse",
                "Entrou",
                "Entrar",
                "Entrato",
                "Вошел",
                "Вошёл",
                "Подключился",
                "加入",
            ],
        ),
        (
            Field::Left,
            &["Left", "Verlassen", "Quitté", "A quitté", "Salió", "Saiu", "Uscito", "Вышел", "Покинул", "离开"],
        ),
        (
            Field::Duration,
            &["Duration", "Dauer", "Durée", "Duración", "Duração", "Durata", "Длительность", "持续时间", "时长"],
        ),
        (
            Field::Other,
            &[
                "Activity Score",
                "Talk Time",
                "Webcam Time",
                "Messages",
                "Reactions",
                "Emojis",
                "Poll Votes",
                "Raise Hands",
                "Aktivitätswert",
                "Redezeit",
                "Webcamzeit",
                "Nachrichten",
                "Abstimmungen",
                "Gehobene Hände",
                "Résultats pour l'activité",
                "Temps de conversation",
                "Puntuación de la actividad",
                "Tiempo de conversación",
                "Pontuação de atividade",
                "Tempo falando",
                "Оценка активности",
                "Время разговора",
            ],
        ),
    ],
    host_roles: &["true"],
    marks: &[],
}];
