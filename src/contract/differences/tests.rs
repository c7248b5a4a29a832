use super::*;

#[test]
fn each_difference_is_told_with_what_it_means() {
    let older = "example request GET https://api.example.com/v1.0/parcels\nexample response 200 OK\n\
        header Accept: application/json\nheader Authorization: Bearer {token}. Required.\nheader If-Match: etag\n\
        parameter id: String\npermission Application: A.Read, B.Read\npermission Delegated: -\nproperty size: Int32\n\
        property weight: Int32\nrequest DELETE /parcels/{id}\nrequest GET /parcels/{id}/label\nresponse 201 Created\n\
        response 404 Not Found\n";
    let newer = "example request GET https://api.example.com/v1.0/parcel\nexample response 202 Accepted\n\
        header Annehmen: application/json\nheader Authorization: Portador {token}. Required.\nheader Prefer: x. Required\n\
        parameter id: Int32\npermission Application: B.Read, C.Read\nproperty size: Int32\nproperty Gewicht: Int32\n\
        request GET /parcels/{parcel-id}/label\nrequest GET /depots\nresponse 200 Created\nresponse 404 No encontrado\n";
    let found = compare(&older.parse().expect("facts"), &newer.parse().expect("facts"));
    let lines = found.iter().map(|it| format!("{} {it}\n", if it.breaking { "!" } else { "." }));
    insta::assert_snapshot!(lines.collect::<String>());
}

#[test]
fn a_scope_that_one_kind_of_account_loses_is_lost() {
    let row = |own: &str| {
        let text = format!("permission event | Application: {own}\npermission event | Delegated: Calendars.Read\n");
        text.parse::<Contract>().expect("facts")
    };
    let found = compare(&row("Calendars.Read"), &row("Mail.Send"));
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "scope `Calendars.Read` removed from `event | Application`: clients lose consent",
            "scope `Mail.Send` added to `event | Application`: clients may ask for it"
        ]
    );
}

#[test]
fn equal_contracts_do_not_differ() {
    let contract: Contract = "request GET /a\nrequest GET /a\nheader A-B: c\n".parse().expect("facts");
    assert_eq!(compare(&contract, &contract), []);
}
