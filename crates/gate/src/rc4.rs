//! RC4: no one should encrypt with it any more, and old files are encrypted with it.

pub(crate) struct Rc4 {
    state: [u8; 256],
    place: u8,
    other: u8,
}

impl Rc4 {
    pub(crate) fn new(key: &[u8]) -> Self {
        let mut state: [u8; 256] = std::array::from_fn(|place| place as u8);
        let mut other = 0u8;
        for (place, key) in (0..256).zip(key.iter().cycle()) {
            other = other.wrapping_add(state[place]).wrapping_add(*key);
            state.swap(place, usize::from(other));
        }
        Self { state, place: 0, other: 0 }
    }

    pub(crate) fn skip(&mut self, bytes: usize) {
        for _ in 0..bytes {
            self.next();
        }
    }

    pub(crate) fn apply(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte ^= self.next();
        }
    }

    fn next(&mut self) -> u8 {
        self.place = self.place.wrapping_add(1);
        self.other = self.other.wrapping_add(self.state[usize::from(self.place)]);
        self.state.swap(usize::from(self.place), usize::from(self.other));
        let sum = self.state[usize::from(self.place)].wrapping_add(self.state[usize::from(self.other)]);
        self.state[usize::from(sum)]
    }
}
