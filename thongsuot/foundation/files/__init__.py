"""Files: uploads kept with their checksum; spreadsheets read in a jailed child process and written safely.

Nouns: StoredFile, Kind, Workbook, Sheet, Cell, Table, Notice, Question.
Verbs: store, recognise, read_workbook, find_table, write_xlsx, write_csv.
Questions: what is this file by its bytes, is it still what was stored, which row is the header, what does this cell say.
Knows no people and no units. What may not be decided alone (encoding, delimiter, column) comes back as a Question.
Stands on core, python-calamine, XlsxWriter.
"""
