"""The exercises and quizzes, one module a chapter: `EXERCISES` and `QUIZ` (see `pikku.workbook`)."""
