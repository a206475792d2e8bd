"""Files of Word and spreadsheets that somebody else may have made: a zip of XML parts."""
