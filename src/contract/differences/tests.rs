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

#[test]
fn news_tells_each_fact_with_what_became_of_it() {
    let older = "header Accept:\nheader Prefer:\npermission Application: A.Read, B.Read\npermission Personal: C.Read\n\
        property Id\nproperty kind\nrequest DELETE /a\nrequest GET /users/{id}/x\nresponse 200\n";
    let newer = "header accept:\npermission Application: B.Read, D.Read, E.Read\npermission Delegated: F.Read\n\
        property id\nproperty kind\nproperty size\nproperty weight\nrequest DELETE /a\nrequest GET /users/:user-id/y\n\
        response 204\n";
    let found = changes(&older.parse().expect("facts"), &newer.parse().expect("facts"));
    insta::assert_snapshot!(summary(&found).replace("; ", "\n"), @r"
    permission row `Delegated` (`F.Read`) added
    permission row `Personal` (`C.Read`) dropped
    scopes `D.Read` and `E.Read` added to row `Application`
    scope `A.Read` dropped from row `Application`
    request `GET /users/{id}/x` is now `GET /users/:user-id/y`
    header `Prefer` dropped
    response code 200 is now 204
    property `Id` is now `id`
    properties `size` and `weight` added
    ");
}

#[test]
fn a_scope_that_a_row_repeats_is_named_once() {
    let row = |scopes: &str| format!("permission Application: {scopes}").parse::<Contract>().expect("facts");
    let newer = row("A.Read, B.Read, A.Read, B.Read, B.Read");
    let told = |older: &str| additions(&row(older), &newer).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(told("A.Read"), ["the scope `B.Read` of `Application`"]);
    assert_eq!(told("C.Read"), ["the scopes `A.Read`, `B.Read` of `Application`"]);
}

#[test]
fn a_request_in_another_spelling_is_no_news() {
    let [older, newer] = ["request GET /users/{id}", "request GET /v1.0/users/<user-id>"];
    assert_eq!(changes(&older.parse().expect("facts"), &newer.parse().expect("facts")), []);
}

#[test]
fn another_authorization_scheme_is_another_value() {
    let [older, newer] = ["Negotiate", "Kerberos"].map(|scheme| format!("header Authorization: {scheme}, always"));
    let found = compare(&older.parse().expect("facts"), &newer.parse().expect("facts"));
    assert_eq!(found.len(), 1);
    assert!(found[0].breaking && found[0].meaning == "clients send another value", "{}", found[0]);
}
