//! Many certificates at once.

use std::ops::ControlFlow;

use super::samples::{design, key, keys, press, print, statement};
use crate::certificate::{CertificateError, verify_pdf};

#[test]
fn each_is_handed_over_once_and_a_failed_one_stops_no_other() {
    let names = ["Sample Person", "李", "Third Person"];
    let statements = names.map(statement);
    let mut printed = vec![None; names.len()];
    press().print_all(&statements, &design(), &key(), |place, result| {
        assert!(printed[place].replace(result).is_none(), "{place} came twice");
        ControlFlow::Continue(())
    });
    let printed: Vec<_> = printed.into_iter().map(|result| result.expect("a result")).collect();
    assert_eq!(printed[0], Ok(print("Sample Person")), "the same as by itself");
    assert!(matches!(printed[1], Err(CertificateError::MissingLetter { .. })));
    let third = printed[2].as_ref().expect("a certificate");
    assert_eq!(verify_pdf(&third.pdf, &keys()).map(|verified| verified.statement), Ok(statement("Third Person")));
}

#[test]
fn it_can_be_broken_off_and_be_nothing() {
    let statements = vec![statement("Sample Person"); 40];
    let mut count = 0;
    press().print_all(&statements, &design(), &key(), |_, _| {
        count += 1;
        if count < 3 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert_eq!(count, 3);
    press().print_all(&[], &design(), &key(), |_, _| panic!("nothing was asked for"));
}
