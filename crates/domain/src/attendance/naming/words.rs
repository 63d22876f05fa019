//! Words of a display name that are no name.

use crate::attendance::record::Apart;
use crate::folding::{Word, is_han};

/// What kind of word it is, if it may be something besides a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// “Dr”, “Ms”.
    Title,
    /// “Trainee”, “from”, “Name:”.
    Filler,
    /// “1.”, “No. 5”, “Group 3”, “(2)”.
    Number,
    /// “iPhone”, “Galaxy”.
    Device,
    /// “Interpreter”, “Host”.
    Role(Apart),
}

/// What each of the words may be. Some of them are also names, so their neighbours decide.
pub fn kinds_of(words: &[Word]) -> Vec<Option<Kind>> {
    let device = words.iter().any(|word| is_device(&word.text));
    (0..words.len()).map(|at| kind_at(words, at, device)).collect()
}

fn kind_at(words: &[Word], at: usize, device: bool) -> Option<Kind> {
    let word = words.get(at)?;
    let text = word.text.as_str();
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let after = words.get(at + 1);
    let beside = |test: fn(&str) -> bool| [before, after].into_iter().flatten().any(|word| test(&word.text));
    if is_among(TITLES, text) && is_outermost(word, before, after) {
        return Some(Kind::Title);
    }
    if is_among(FILLERS, text) || (text == "co" && after.is_some_and(|word| word.text == "host")) {
        return Some(Kind::Filler);
    }
    if is_number(text) || (is_among(NUMBERINGS, text) && beside(is_number)) {
        return Some(Kind::Number);
    }
    if is_device(text) || (device && is_among(MODELS, text)) {
        return Some(Kind::Device);
    }
    role_of(text).map(Kind::Role)
}

/// First or last in its part, or beside another title or a number.
fn is_outermost(word: &Word, before: Option<&Word>, after: Option<&Word>) -> bool {
    [before, after].into_iter().any(|other| {
        other.is_none_or(|other| other.part != word.part || is_among(TITLES, &other.text) || is_number(&other.text))
    })
}

/// “1”, “2nd”, “A12”, a telephone number.
fn is_number(text: &str) -> bool {
    let has_digit = text.chars().any(|c| c.is_ascii_digit());
    text.chars().all(char::is_numeric) || (has_digit && text.len() <= 4)
}

fn is_device(text: &str) -> bool {
    is_among(DEVICES, text.trim_end_matches(|c: char| c.is_ascii_digit()))
}

fn is_among(words: &str, text: &str) -> bool {
    words.split(' ').any(|word| word == text)
}

fn role_of(text: &str) -> Option<Apart> {
    // Chinese writes “English interpreter” as one word, so a part of it is enough.
    let han = text.chars().all(is_han);
    let named = |words: &str| words.split(' ').any(|word| word == text || (han && text.contains(word)));
    let roles = [
        (Apart::Interpreter, INTERPRETERS),
        (Apart::Instructor, INSTRUCTORS),
        (Apart::Host, HOSTS),
        (Apart::Guest, GUESTS),
    ];
    roles.into_iter().find(|(_, words)| named(words)).map(|(apart, _)| apart)
}

const TITLES: &str = "mr mrs ms miss mister mx madam madame mme mlle monsieur sir dr drs doctor dra doc phd md msc mba prof \
     professor profesor eng engr engineer ing ir lic arq hon honorable honourable capt captain col colonel \
     maj major gen general lt cdr commander rev senor senora sra srta 先生 女士 小姐 博士 同学 господин госпожа";

const FILLERS: &str = "trainee trainees student participant participants participante delegate delegation attendee member from \
     name nom nombre nome country pays pais 的 学员 来自 国家 姓名";

const NUMBERINGS: &str = "no nr num number group grp class id 第 组 号 班";

const DEVICES: &str = "iphone ipad ipod android phone mobile cellphone smartphone tablet laptop desktop computer pc macbook \
     windows huawei samsung galaxy redmi xiaomi oppo vivo tecno infinix itel nokia realme oneplus device 手机 \
     电脑 平板";

/// What models of devices are called, and people too.
const MODELS: &str = "note pro max plus lite mini tab mac air honor pixel ultra";

const INTERPRETERS: &str = "interpreter interpreters interpreting interpretation translator translation interprete traducteur \
     traductrice traductor traductora tradutor tradutora переводчик переводчица مترجم مترجمه 译员 翻译 口译 同传 传译";

const INSTRUCTORS: &str =
    "instructor lecturer speaker teacher trainer expert tutor лектор преподаватель 讲师 老师 专家 主讲 授课";

const HOSTS: &str = "host cohost admin administrator organizer organiser organizers organisers moderator coordinator \
     secretariat secretary staff support technician 主持 管理员 会务 工作人员 班主任 助教 技术支持 组委会";

const GUESTS: &str = "guest visitor observer embassy anonymous unknown unnamed user zoom zoomuser гость 访客 嘉宾 来宾 匿名 用户 微信用户";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folding::fold;

    fn kinds(text: &str) -> Vec<Option<Kind>> {
        kinds_of(&fold(text))
    }

    #[test]
    fn words_that_are_no_names_are_known() {
        for (text, kind) in [
            ("Dr.", Kind::Title),
            ("2nd", Kind::Number),
            ("iPhone12", Kind::Device),
            ("INTERPRÈTE", Kind::Role(Apart::Interpreter)),
            ("英语译员", Kind::Role(Apart::Interpreter)),
            ("主持人", Kind::Role(Apart::Host)),
        ] {
            assert_eq!(kinds(text), [Some(kind)], "{text:?}");
        }
    }

    #[test]
    fn neighbours_decide_what_may_be_a_name() {
        let (title, number, device) = (Some(Kind::Title), Some(Kind::Number), Some(Kind::Device));
        assert_eq!(kinds("Eng. Dr. Sample"), [title, title, None]);
        assert_eq!(kinds("Sample Eng Person"), [None, None, None]);
        assert_eq!(kinds("No. 5 Sample"), [number, number, None]);
        assert_eq!(kinds("No Sample"), [None, None]);
        assert_eq!(kinds("Max Sample"), [None, None]);
        assert_eq!(kinds("Sample iPhone 12 Pro Max"), [None, device, number, device, device]);
        assert_eq!(kinds("Co-Host"), [Some(Kind::Filler), Some(Kind::Role(Apart::Host))]);
    }
}
