//! What an organisation may choose in its settings: a colour, a time zone, a currency.

/// The currencies of ISO 4217 that are money in somebody's pocket.
const CURRENCIES: &str = "\
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD \
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP \
    GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD \
    KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN \
    NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP \
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND \
    VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

/// Why a setting was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// Not `#rrggbb`.
    #[error("Write the colour as # and six hexadecimal digits, like #1f6feb.")]
    Colour,
    /// Not in the IANA time zone database.
    #[error("Choose a time zone of the IANA list, like Australia/Sydney.")]
    Timezone,
    /// Not in ISO 4217.
    #[error("Write the three letters of a currency, like AUD.")]
    Currency,
}

impl SettingError {
    /// The code in a problem's `errors[]`.
    pub fn code(self) -> &'static str {
        match self {
            SettingError::Colour => "invalid_colour",
            SettingError::Timezone => "invalid_timezone",
            SettingError::Currency => "invalid_currency",
        }
    }
}

/// A colour as it is stored: `#rrggbb` in small letters.
pub fn clean_colour(text: &str) -> Result<String, SettingError> {
    let digits = text.strip_prefix('#').ok_or(SettingError::Colour)?;
    if digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        Ok(text.to_ascii_lowercase())
    } else {
        Err(SettingError::Colour)
    }
}

/// A time zone of the IANA database, by its exact name.
pub fn check_timezone(name: &str) -> Result<(), SettingError> {
    match name.parse::<chrono_tz::Tz>() {
        Ok(_) => Ok(()),
        Err(_) => Err(SettingError::Timezone),
    }
}

/// A currency of ISO 4217, in capital letters.
pub fn check_currency(code: &str) -> Result<(), SettingError> {
    if CURRENCIES.split_whitespace().any(|known| known == code) {
        Ok(())
    } else {
        Err(SettingError::Currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("#1F6feb", Ok("#1f6feb".to_owned()))]
    #[case("1f6feb", Err(SettingError::Colour))]
    #[case("#1f6fe", Err(SettingError::Colour))]
    #[case("#1f6feg", Err(SettingError::Colour))]
    #[case("#1f6é1", Err(SettingError::Colour))]
    #[case("red", Err(SettingError::Colour))]
    fn a_colour_is_six_hexadecimal_digits(
        #[case] text: &str,
        #[case] expected: Result<String, SettingError>,
    ) {
        assert_eq!(clean_colour(text), expected);
    }

    #[rstest]
    #[case("Australia/Sydney", true)]
    #[case("UTC", true)]
    #[case("Sydney", false)]
    #[case("Australia/Atlantis", false)]
    #[case("", false)]
    fn a_time_zone_is_one_of_the_iana_list(#[case] name: &str, #[case] known: bool) {
        assert_eq!(check_timezone(name).is_ok(), known);
    }

    #[rstest]
    #[case("AUD", true)]
    #[case("EUR", true)]
    #[case("aud", false)]
    #[case("XXX", false)]
    #[case("", false)]
    fn a_currency_is_one_of_iso_4217(#[case] code: &str, #[case] known: bool) {
        assert_eq!(check_currency(code).is_ok(), known);
    }
}
