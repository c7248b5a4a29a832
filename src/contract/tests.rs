use super::*;
use crate::bilingual;
use crate::page::{Page, PageFormat};

/// The localized contract of a file, as text.
fn localized(file: &str) -> String {
    let readings = bilingual::split(file);
    let page = Page::parse(&readings.localized.text, PageFormat::MARKDOWN);
    let subject = Subject::new(file, &readings.localized, &page, true);
    let guide = match &readings.source {
        Some(reading) => {
            let english = Page::parse(&reading.text, PageFormat::MARKDOWN);
            Guide::new(&Subject::new(file, reading, &english, true), Profile::graph())
        }
        None => Guide::new(&subject, Profile::graph()),
    };
    Contract::extract(&subject, &guide, Profile::graph()).to_string()
}

fn pair(id: &str, localized: &str, english: &str) -> String {
    format!(
        "<span data-ttu-id=\"0f0f0-{id}\">{localized}</span><span class=\"sxs-lookup\"><span data-stu-id=\"0f0f0-{id}\">{english}</span></span>"
    )
}

#[test]
fn an_english_page_states_its_contract() {
    let page = "# Get folder
## Permissions
| Permission type | Permissions (from least to most privileged) |
|:--|:--|
| Delegated (work or school account) | Folders.Read, Folders.ReadWrite |
| Application | Not supported. |
## HTTP request
```http
GET /folders/{id}

GET /users/{id | userPrincipalName}/folders/{id} HTTP/1.1
```
## Request headers
| Name | Description |
|:--|:--|
| Authorization | Bearer {token}. Required. |
## Response
Returns a `200 OK` response code and a [folder](folder.md).
### Details
`404 Not Found` comes back for a folder that was deleted.
## Example
```http
GET https://graph.microsoft.com/v1.0/folders/1
Accept: application/json
```
```http
HTTP/1.1 200 OK

{}
```
";
    insta::assert_snapshot!(localized(page), @r"
    example request GET https://graph.microsoft.com/v1.0/folders/1
    example response 200 OK
    header Authorization: Bearer {token}. Required.
    permission Application: -
    permission Delegated (work or school account): Folders.Read, Folders.ReadWrite
    request GET /folders/{id}
    request GET /users/{id | userPrincipalName}/folders/{id}
    response 200 OK
    ");
}

#[test]
fn the_english_head_decides_what_a_translated_table_is() {
    let head =
        format!("|{}|{}|{}|", pair("1", "Eigenschaft", "Property"), pair("2", "Typ", "Type"), pair("3", "B", "D"));
    let row = format!("|{}|{}|x|", pair("4", "Wichtigkeit", "importance"), pair("5", "Zeichenfolge", "String"));
    let file = format!("# <a name=\"x\"></a>X\n## <a name=\"anything\"></a>Y\n{head}\n|:--|:--|:--|\n{row}\n");
    insta::assert_snapshot!(localized(&file), @"property Wichtigkeit: Zeichenfolge");
}

#[test]
fn sub_rows_and_account_columns_are_permissions() {
    let page = "# T\n## Prerequisites\n|Permission type|Permissions|\n|--|--|\n|Delegated|_varies by context_|\n|&nbsp; &nbsp; Devices|Devices.Read.All|\n
## Other\n|Resource|Delegated|Application|\n|--|--|--|\n|a|b|c|\n## Permissions\n|Supported resource|Delegated|Application|\n|--|--|--|\n|[event](e.md)|Calendars.Read|Not supported.|\n";
    insta::assert_snapshot!(localized(page), @r"
    permission Delegated: -
    permission Devices: Devices.Read.All
    permission event | Application: -
    permission event | Delegated: Calendars.Read
    ");
}

#[test]
fn a_request_needs_its_section_or_its_annotation() {
    let page = "# T\n## Beta\n<!-- { \"blockType\": \"ignored\" } -->\n```\nPOST /a\n```\n<!-- { \"blockType\": \"ignored\" } -->\n```\nPOST https://contoso.com/a\n```\n## HTTP request on the client\n```\nHEAD https://graph.microsoft.com/b\n```\n";
    insta::assert_snapshot!(localized(page), @r"
    example request POST https://contoso.com/a
    request HEAD https://graph.microsoft.com/b
    request POST /a
    ");
}
