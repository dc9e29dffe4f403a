import java.io.FileInputStream;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Asks veraPDF about each file: one line a file and standard, then one line a rule that it breaks. */
class Verdicts {
    static final PDFAFlavour[] STANDARDS = {PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1};

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var foundry = Foundries.defaultInstance();
        for (String file : files) {
            for (PDFAFlavour standard : STANDARDS) {
                try (var parser = foundry.createParser(new FileInputStream(file), standard);
                        var validator = foundry.createValidator(standard, false)) {
                    var result = validator.validate(parser);
                    System.out.println(file + "\t" + standard + "\t" + result.isCompliant());
                    for (TestAssertion broken : result.getTestAssertions()) {
                        var rule = broken.getRuleId();
                        System.out.println("\t" + rule.getClause() + "-" + rule.getTestNumber());
                    }
                }
            }
        }
    }
}
